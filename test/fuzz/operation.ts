import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Random } from '../../src/generate/random.js';
import { toLiteral, Values } from './values.js';

/** A GraphQL operation with its variables. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes an operation with random fields of the schema. Most of the arguments are valid. */
export function makeOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  random: Random,
  slugs: readonly string[],
): Operation {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`the schema has no ${kind}`);
  const writer = new OperationWriter(schema, random, new Values(random, slugs));
  const fields = Object.values(root.getFields());
  const count = kind === 'query' ? random.between(1, 3) : 1;
  const selections = Array.from(
    { length: count },
    (_, index) => `r${index}: ${writer.writeField(random.pick(fields), 0)}`,
  );
  const { declarations, variables } = writer;
  const head = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
  return { query: `${kind} Fuzz${head} { ${selections.join(' ')} }`, variables };
}

class OperationWriter {
  readonly declarations: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #values: Values;

  constructor(schema: GraphQLSchema, random: Random, values: Values) {
    this.#schema = schema;
    this.#random = random;
    this.#values = values;
  }

  writeField(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${this.#writeSelection(type, depth + 1)}` : '';
    return `${field.name}${this.#writeArguments(field.args)}${below}`;
  }

  #writeSelection(type: GraphQLNamedType, depth: number): string {
    const random = this.#random;
    const parts = ['__typename', ...this.#writeFields(type, depth, isAbstractType(type) ? 1 : 3)];
    if (isAbstractType(type)) {
      for (const kind of this.#schema.getPossibleTypes(type)) {
        if (random.chance(0.4))
          parts.push(`... on ${kind.name} { __typename ${this.#writeFields(kind, depth, 2).join(' ')} }`);
      }
    }
    return `{ ${parts.join(' ')} }`;
  }

  /** Some fields of a type. Each has an alias, because one name with different arguments would be invalid. */
  #writeFields(type: GraphQLNamedType, depth: number, count: number): string[] {
    const random = this.#random;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const fit = depth < 5 ? fields : leaves;
    if (fit.length === 0) return [];
    return Array.from({ length: random.between(1, count + 1) }, () => random.pick(fit)).map(
      (field, index) => `${type.name.toLowerCase()}${depth}_${index}_${field.name}: ${this.writeField(field, depth)}`,
    );
  }

  #writeArguments(args: readonly GraphQLArgument[]): string {
    const random = this.#random;
    const given = args.filter((argument) => isRequiredArgument(argument) || random.chance(0.4));
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.#writeValue(argument)}`).join(', ')})`;
  }

  #writeValue({ type }: GraphQLArgument): string {
    const value = this.#values.make(type);
    if (this.#random.chance(0.3)) return toLiteral(value, (text) => this.#isEnumName(text));
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  #isEnumName(text: string): boolean {
    if (!/^[A-Z][A-Z0-9_]*$/.test(text)) return false;
    return Object.values(this.#schema.getTypeMap()).some(
      (type) => isEnumType(type) && type.getValue(text) !== undefined,
    );
  }
}
