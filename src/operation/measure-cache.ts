import { type DocumentNode, type ExecutionArgs, Kind, visit } from 'graphql';

/** The names of arguments that change the size of an answer. They belong to lists, introspection, `@skip` and `@include`. */
const SIZING = new Set(['first', 'last', 'ids', 'if', 'includeDeprecated', 'name']);
/** The most results that are cached for one document. */
const MOST_SIZES = 20;
/** The longest key of a cached result, in characters. Keys contain variables, such as thousands of ids. */
const LONGEST_KEY = 500;

type Asked = Pick<ExecutionArgs, 'operationName' | 'variableValues'> & { readonly role: string };

/** Caches a result for one document. The key has the caller's role and the variables that change the size of the answer. */
export class OncePerSize<Found> {
  readonly #variables: readonly string[];
  readonly #known = new Map<string, Found>();

  constructor(document: DocumentNode) {
    this.#variables = findSizingVariables(document);
  }

  /** Returns the cached result, or calls `measure`. Undefined is not cached. */
  find(asked: Asked, measure: () => Found | undefined): Found | undefined {
    const key = this.#keyOf(asked);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = measure();
    if (found === undefined || key.length > LONGEST_KEY) return found;
    if (this.#known.size >= MOST_SIZES) this.#known.clear();
    this.#known.set(key, found);
    return found;
  }

  /** Makes the key. Only an absent variable, not a null one, gets its default, so their keys differ. */
  #keyOf({ operationName, role, variableValues }: Asked): string {
    const values = this.#variables.map((name) => {
      const value = variableValues?.[name];
      return value === undefined ? [] : [value];
    });
    return JSON.stringify([operationName, role, values]);
  }
}

function findSizingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.ARGUMENT]: ({ name, value }) => {
      if (value.kind === Kind.VARIABLE && SIZING.has(name.value)) names.add(value.name.value);
    },
  });
  return [...names];
}
