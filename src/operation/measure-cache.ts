import { type DocumentNode, type ExecutionArgs, Kind, visit } from 'graphql';

/** Arguments on which the size of an answer depends: of lists, of introspection, of `@skip` and `@include`. */
const SIZING = new Set(['first', 'last', 'ids', 'if', 'includeDeprecated', 'name']);
/** The most sizes of a document that are remembered. */
const MOST_SIZES = 20;
/** Sizes with longer keys, such as thousands of ids, are not remembered. */
const LONGEST_KEY = 500;

type Asked = Pick<ExecutionArgs, 'operationName' | 'variableValues'> & { readonly role: string };

/** Remembers a finding about a document, by the caller's role and by the variables on which the size of the answer depends. */
export class OncePerSize<Found> {
  readonly #variables: readonly string[];
  readonly #known = new Map<string, Found>();

  constructor(document: DocumentNode) {
    this.#variables = findSizingVariables(document);
  }

  /** Returns what `measure` found before, or calls it. Undefined is not remembered. */
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

  /** An absent variable has its default value and a null one does not, so their keys differ. */
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
