import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What is selected, and what its names mean. */
export interface Selected {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** A field as it is answered: once, whatever number of nodes select it under one name. */
export interface SelectedField {
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLNamedType;
  /** Undefined for `__typename` and the other fields that GraphQL itself adds. */
  readonly definition: GraphQLField<unknown, unknown> | undefined;
}

/** The size of an answer: its fields, each as often as it is answered, and its levels. */
export interface Size {
  /** A field that is refused counts for many: to make its error takes as long. */
  readonly fields: number;
  readonly depth: number;
  /** Fields at the root, and lists with pages: each reads for itself, under whatever alias. */
  readonly reads: number;
  /** What the database has to do, each read as often as the lists above it make it. */
  readonly work: number;
}

/** What a field by itself is counted as. */
interface Weight {
  readonly fields: number;
  readonly work: number;
}

/** How a selection is measured. */
export interface Scale {
  readonly lengthOf: LengthOf;
  /** Fields of the introspection that a field is. */
  readonly introspect: (field: SelectedField) => number;
  readonly weigh: (field: SelectedField, isRead: boolean) => Weight;
}

/** How many items a list answers. `page` is what was asked of the connection that it is a part of. */
type LengthOf = (field: SelectedField, page: number | undefined) => number;

const NOTHING: Size = { fields: 0, depth: 0, reads: 0, work: 0 };
/** Fragments can repeat each other: what makes more steps than this to measure is too large, whatever it asks for. */
const MAX_STEPS = 10_000;
const TOO_LARGE: Size = { fields: Number.POSITIVE_INFINITY, depth: 0, reads: 0, work: 0 };
/** Counts fields alone. */
const FIELDS: Scale = { lengthOf: () => 0, introspect: () => 1, weigh: () => ({ fields: 1, work: 0 }) };

/** Measures what is selected of a type. Where that can be of several types, the largest of them counts. */
export class SelectionSizer {
  readonly #selected: Selected;
  readonly #scale: Scale;
  #steps = 0;

  constructor(selected: Selected, scale: Scale = FIELDS) {
    this.#selected = selected;
    this.#scale = scale;
  }

  measure(sets: readonly SelectionSetNode[], type: GraphQLNamedType, page?: number): Size {
    const sizes = this.#alternatives(sets, type).map((one) =>
      collectFields(this.#selected, sets, one)
        .map((field) => this.#measureField(field, page))
        .reduce(add, NOTHING),
    );
    return sizes.reduce(larger, NOTHING);
  }

  #measureField(field: SelectedField, page: number | undefined): Size {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) return TOO_LARGE;
    const { definition, name, nodes, parent } = field;
    if (!definition) {
      const fields = this.#scale.introspect(field);
      return { ...NOTHING, fields, depth: name === '__typename' ? 1 : 0 };
    }
    const isList = isListType(getNullableType(definition.type));
    const hasPages = definition.args.some((argument) => argument.name === 'first');
    const length = isList || hasPages ? this.#scale.lengthOf(field, page) : 1;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const below = this.measure(sets, getNamedType(definition.type), hasPages ? length : undefined);
    const items = isList ? length : 1;
    const isRead = hasPages || this.#isRoot(parent);
    const own = this.#scale.weigh(field, isRead);
    return {
      fields: own.fields + items * (sets.length > 0 ? below.fields : Number(isList)),
      depth: below.depth + 1,
      reads: below.reads + Number(isRead),
      work: own.work + items * below.work,
    };
  }

  /** The types whose selections differ. Without type conditions an abstract type stands for all of its types. */
  #alternatives(sets: readonly SelectionSetNode[], type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (!isAbstractType(type)) return [type];
    const isConditional = sets.some(({ selections }) => selections.some(({ kind }) => kind !== Kind.FIELD));
    return isConditional ? this.#selected.schema.getPossibleTypes(type) : [type];
  }

  #isRoot(type: GraphQLNamedType): boolean {
    const { schema } = this.#selected;
    return type === schema.getQueryType() || type === schema.getMutationType() || type === schema.getSubscriptionType();
  }
}

/** The fields that are answered of a type, through fragments, in the order of the selection. */
export function collectFields(
  selected: Selected,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): SelectedField[] {
  const { fragments, schema, variableValues } = selected;
  const byName = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const isSelected = (node: SelectionSetNode['selections'][number]) =>
    !node.directives?.length ||
    (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false);
  const applies = (condition: string | undefined) => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type));
  };

  function collect({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (!isSelected(node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = node.alias?.value ?? node.name.value;
        const known = byName.get(name);
        if (known) known.push(node);
        else byName.set(name, [node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value)) collect(node.selectionSet);
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = fragments[node.name.value];
        if (fragment && applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  }

  for (const set of sets) collect(set);
  const definitions = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return [...byName.values()].map((nodes) => {
    const name = nodes[0]?.name.value ?? '';
    return { name, nodes, parent: type, definition: definitions[name] };
  });
}

function add(one: Size, other: Size): Size {
  return {
    fields: one.fields + other.fields,
    depth: Math.max(one.depth, other.depth),
    reads: one.reads + other.reads,
    work: one.work + other.work,
  };
}

function larger(one: Size, other: Size): Size {
  return {
    fields: Math.max(one.fields, other.fields),
    depth: Math.max(one.depth, other.depth),
    reads: Math.max(one.reads, other.reads),
    work: Math.max(one.work, other.work),
  };
}
