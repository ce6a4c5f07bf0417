import {
  type FieldNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The parts of an operation that are needed to read a selection. */
export type Selected = Pick<GraphQLResolveInfo, 'fragments' | 'schema' | 'variableValues'>;

/** A field of an answer. Several nodes of the document can select the same field, and GraphQL merges them. */
export interface SelectedField {
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLNamedType;
  /** Undefined for fields that GraphQL itself defines, such as `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | undefined;
}

export interface Size {
  /** The number of fields. A field that the caller may not see counts as many fields: making its error takes long. */
  readonly fields: number;
  readonly depth: number;
  /** The number of root fields and paged lists. Each runs its own statement. A field with two aliases counts twice. */
  readonly reads: number;
  /** The work of the database. A read within a list counts once for each item of the list. */
  readonly work: number;
}

export interface Scale {
  /** Returns how many items a list has. `page` is the requested length of the connection around the list. */
  readonly lengthOf: (field: SelectedField, page: number | undefined) => number;
  readonly introspect: (field: SelectedField) => number;
  /** Returns the size of a field without the fields below it. */
  readonly weigh: (field: SelectedField, isRead: boolean) => Pick<Size, 'fields' | 'work'>;
}

const NOTHING: Size = { fields: 0, depth: 0, reads: 0, work: 0 };
/** The most fields that one measurement visits. If nested fragments select more, the answer is too large. */
const MAX_STEPS = 10_000;
const TOO_LARGE: Size = { fields: Number.POSITIVE_INFINITY, depth: 0, reads: 0, work: 0 };
/** A scale that counts fields only. */
const FIELDS: Scale = { lengthOf: () => 0, introspect: () => 1, weigh: () => ({ fields: 1, work: 0 }) };

/** Measures selections. For an interface or a union, the type with the largest selection counts. */
export class SelectionSizer {
  #steps = 0;

  constructor(
    readonly selected: Selected,
    readonly scale: Scale = FIELDS,
  ) {}

  measure(sets: readonly SelectionSetNode[], type: GraphQLNamedType, page?: number): Size {
    const sizes = this.#alternatives(sets, type).map((one) =>
      collectFields(this.selected, sets, one)
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
      const fields = this.scale.introspect(field);
      return { ...NOTHING, fields, depth: name === '__typename' ? 1 : 0 };
    }
    const isList = isListType(getNullableType(definition.type));
    const hasPages = definition.args.some((argument) => argument.name === 'first');
    const length = isList || hasPages ? this.scale.lengthOf(field, page) : 1;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const below = this.measure(sets, getNamedType(definition.type), hasPages ? length : undefined);
    const items = isList ? length : 1;
    const isRead = hasPages || this.#isRoot(parent);
    const own = this.scale.weigh(field, isRead);
    return {
      fields: own.fields + items * (sets.length > 0 ? below.fields : Number(isList)),
      depth: below.depth + 1,
      reads: below.reads + Number(isRead),
      work: own.work + items * below.work,
    };
  }

  /** Returns the types to measure. Without fragments, all types of an interface or union have the same fields. */
  #alternatives(sets: readonly SelectionSetNode[], type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (!isAbstractType(type)) return [type];
    const isConditional = sets.some(({ selections }) => selections.some(({ kind }) => kind !== Kind.FIELD));
    return isConditional ? this.selected.schema.getPossibleTypes(type) : [type];
  }

  #isRoot(type: GraphQLNamedType): boolean {
    const { schema } = this.selected;
    return type === schema.getQueryType() || type === schema.getMutationType() || type === schema.getSubscriptionType();
  }
}

/** Collects the selected fields of a type, in the order of the selection. Includes the fields in fragments. */
export function collectFields(
  selected: Selected,
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): SelectedField[] {
  const { fragments, schema, variableValues } = selected;
  const byName = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const applies = (condition: string | undefined) => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type));
  };

  function collect({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (!isIncluded(node, variableValues)) continue;
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

/** True if neither `@skip` nor `@include` leaves a node out. */
function isIncluded(node: SelectionNode, variables: Selected['variableValues']): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.if !== true && include?.if !== false;
}

const add = (one: Size, other: Size) => combine(one, other, (a, b) => a + b);
const larger = (one: Size, other: Size) => combine(one, other, Math.max);

function combine(one: Size, other: Size, join: (a: number, b: number) => number): Size {
  return {
    fields: join(one.fields, other.fields),
    depth: Math.max(one.depth, other.depth),
    reads: join(one.reads, other.reads),
    work: join(one.work, other.work),
  };
}
