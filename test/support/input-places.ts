import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A place for a value (an argument or an input field), and an operation that fills it. */
export interface InputPlace {
  /** Such as `TagFilter.allOf` or `Query.nodes(ids)`. */
  readonly name: string;
  /** Such as `filter.tags.allOf`, as errors name it. */
  readonly path: string;
  readonly place: GraphQLArgument | GraphQLInputField;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Whether a mutation reports a fault of this input in its `userErrors`. */
  readonly isMendable: boolean;
  /** The selections of an operation in which the place holds this literal. */
  readonly write: (literal: string) => string;
}

/** Every argument and input field of a schema, each once, by the shortest way to it. */
export function listInputPlaces(schema: GraphQLSchema): InputPlace[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const places = new Map<string, InputPlace>();
  for (const [index, kind] of (['query', 'mutation', 'subscription'] as const).entries()) {
    const root = roots[index];
    const seen = new Set<string>();
    const levels: { type: GraphQLNamedType; wrap: (selection: string) => string }[] = root
      ? [{ type: root, wrap: (selection) => selection }]
      : [];
    for (const { type, wrap } of levels) {
      if (seen.has(type.name)) continue;
      seen.add(type.name);
      for (const field of isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []) {
        const isMendable = kind === 'mutation' && type === root && hasUserErrors(field);
        for (const place of listPlacesOf(type.name, field)) {
          const own = { ...place, kind, isMendable, write: (literal: string) => wrap(place.write(literal)) };
          if (!places.has(place.name)) places.set(place.name, own);
        }
        // Fields below mutations and subscriptions are those of queries.
        const below = getNamedType(field.type);
        if (kind === 'query') levels.push({ type: below, wrap: (selection) => wrap(select(field, [], selection)) });
      }
    }
  }
  return [...places.values()];
}

function hasUserErrors(field: GraphQLField<unknown, unknown>): boolean {
  const payload = getNamedType(field.type);
  return isObjectType(payload) && 'userErrors' in payload.getFields();
}

type Bare = Pick<InputPlace, 'name' | 'path' | 'place' | 'write'>;

function listPlacesOf(type: string, field: GraphQLField<unknown, unknown>): Bare[] {
  const isComposite = 'getFields' in getNamedType(field.type) || 'getTypes' in getNamedType(field.type);
  return field.args.flatMap((arg) => {
    const write = (literal: string) => select(field, [[arg.name, literal]], isComposite ? '__typename' : '');
    const own = { name: `${type}.${field.name}(${arg.name})`, path: arg.name, place: arg, write };
    return [own, ...listPlacesWithin(own)];
  });
}

/** The fields of an input, and those of the inputs within it. No input holds itself. */
function listPlacesWithin({ path, place, write }: Bare): Bare[] {
  const type = getNamedType(place.type);
  if (!isInputObjectType(type)) return [];
  const isList = isListType(getNullableType(place.type));
  return Object.values(type.getFields()).flatMap((field) => {
    const others = Object.values(type.getFields()).filter(
      (other) => other !== field && !type.isOneOf && isRequiredInputField(other),
    );
    const rest = others.map((other) => `, ${other.name}: ${sampleOf(other.type)}`).join('');
    const own = {
      name: `${type.name}.${field.name}`,
      path: `${path}.${isList ? '0.' : ''}${field.name}`,
      place: field,
      write: (literal: string) =>
        write(isList ? `[{ ${field.name}: ${literal}${rest} }]` : `{ ${field.name}: ${literal}${rest} }`),
    };
    return [own, ...listPlacesWithin(own)];
  });
}

/** A field with some arguments, with samples of the others that it needs. */
function select(field: GraphQLField<unknown, unknown>, given: [string, string][], selection: string): string {
  const needed = field.args.filter((arg) => isRequiredArgument(arg) && given.every(([name]) => name !== arg.name));
  const all = [...given, ...needed.map((arg): [string, string] => [arg.name, sampleOf(arg.type)])];
  const args = all.map(([name, literal]) => `${name}: ${literal}`).join(', ');
  return `${field.name}${args && `(${args})`}${selection && ` { ${selection} }`}`;
}

const SAMPLES: Record<string, string> = {
  Int: '1',
  Float: '0.5',
  Boolean: 'true',
  DateTime: '"2027-01-01T00:00:00Z"',
  LanguageTag: '"en"',
};

/** A literal of a type, as short as can be. */
export function sampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return `[${sampleOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return SAMPLES[type.name] ?? '"x"';
  const fields = Object.values(type.getFields());
  const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{ ${needed.map((field) => `${field.name}: ${sampleOf(field.type)}`).join(', ')} }`;
}

/** The bound in a description: entries of a list, characters of a text. */
export function readBound({ description, type }: InputPlace['place']): { most?: number; longest?: number } {
  const [, most, each] = /At most ([\d,]+)(?:, each of at most ([\d,]+) characters)?\.$/.exec(description ?? '') ?? [];
  const [, own] = /At most ([\d,]+) characters\.$/.exec(description ?? '') ?? [];
  const named = getNamedType(type);
  const [, ofScalar] = /At most ([\d,]+) characters\.$/.exec(named.description ?? '') ?? [];
  const longest = each ?? own ?? ofScalar;
  return { ...(most && { most: toNumber(most) }), ...(longest && { longest: toNumber(longest) }) };
}

const toNumber = (text: string) => Number(text.replaceAll(',', ''));
