import {
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Selected, type SelectedField } from '../graphql/selection-size.js';

/** What an operation selects of an object at one place, with fragments, `@skip` and `@include` applied. */
export class Selection {
  /** All selected fields, in the order of the operation. A field with two aliases comes twice. */
  readonly fields: readonly SelectedField[];
  readonly #below = new Map<string, Selection>();

  constructor(
    readonly selected: Selected,
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType | null | undefined,
  ) {
    this.fields = type ? collectFields(selected, sets, type) : [];
  }

  /** Returns the selected fields of a name: one for each alias. */
  all(name: string): SelectedField[] {
    return this.fields.filter((field) => field.name === name);
  }

  /** Returns what is selected of the objects of a field. `type` is their type, if the field has an abstract type. */
  below(field: SelectedField, type?: string): Selection {
    const key = `${keyOf(field)} ${type}`;
    const found = this.#below.get(key) ?? this.#select(field, type);
    this.#below.set(key, found);
    return found;
  }

  argumentsOf({ definition, nodes: [node] }: SelectedField): Readonly<Record<string, unknown>> {
    return definition && node ? getArgumentValues(definition, node, this.selected.variableValues) : {};
  }

  /** Returns the length that the argument `first` gives a list: 0 if it is not from 1 to `most`, which is an error. */
  sizeOf(field: SelectedField, most: number, usual: number): number {
    const size = this.argumentsOf(field).first ?? usual;
    return typeof size === 'number' && size >= 1 && size <= most ? size : 0;
  }

  #select({ definition, nodes }: SelectedField, type: string | undefined): Selection {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const declared = definition && getNamedType(definition.type);
    return new Selection(this.selected, sets, type === undefined ? declared : this.selected.schema.getType(type));
  }
}

/** Makes a function that makes a value once for each place and key. A place is a selection of one execution. */
export function createMemo<Place extends object, Value>() {
  const known = new WeakMap<Place, Map<string, Value>>();
  return (place: Place, key: string, make: () => Value): Value => {
    const values = known.get(place) ?? new Map<string, Value>();
    known.set(place, values);
    const value = values.get(key) ?? make();
    values.set(key, value);
    return value;
  };
}

const rootOnce = createMemo<GraphQLResolveInfo['variableValues'], Selection>();

/** Returns what an operation selects of its root. Each execution has its own object of variables. */
export function rootSelection(info: GraphQLResolveInfo): Selection {
  const { operation, schema, variableValues } = info;
  return rootOnce(
    variableValues,
    'root',
    () => new Selection(info, [operation.selectionSet], schema.getRootType(operation.operation)),
  );
}

/** Returns what an operation selects of the object whose field is being resolved. */
export function selectionAt(info: GraphQLResolveInfo): Selection {
  return walk(info, info.path.prev, info.parentType.name);
}

/** Follows a path from the root of an operation. `type` is the type of the object at its end. */
function walk(info: GraphQLResolveInfo, path: GraphQLResolveInfo['path'] | undefined, type?: string): Selection {
  if (!path) return rootSelection(info);
  const { key, prev, typename } = path;
  // A number is a place in a list. It has no fields of its own.
  if (typeof key === 'number') return walk(info, prev, type);
  const above = walk(info, prev, typename);
  const field = above.fields.find((candidate) => keyOf(candidate) === key);
  return field ? above.below(field, type) : new Selection(info, [], null);
}

/** Returns the name of a field in the answer: its alias, if it has one. */
function keyOf({ name, nodes: [node] }: SelectedField): string {
  return node?.alias?.value ?? name;
}
