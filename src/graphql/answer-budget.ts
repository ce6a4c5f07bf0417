import { type FieldNode, type GraphQLError, type GraphQLResolveInfo, getNamedType } from 'graphql';
import { codedError } from '../errors.js';
import { SelectionSizer } from './selection-size.js';

/** The most fields that one answer has. An article page with all its lists at 50 has some thousands. */
export const MAX_FIELDS = 50_000;

/** The fields of one item of a list, by the nodes that select the list. */
export class ItemSizes {
  readonly #sizes = new Map<string, number>();
  readonly #numbers = new Map<FieldNode, number>();

  find(nodes: readonly FieldNode[], measure: () => number): number {
    // The same node can be merged with others elsewhere: all of them say what an item is.
    const key = nodes.map((node) => this.#numberOf(node)).join();
    const size = this.#sizes.get(key) ?? measure();
    this.#sizes.set(key, size);
    return size;
  }

  #numberOf(node: FieldNode): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }
}

/**
 * Counts the fields of one answer while it is made. What an operation can ask for is reckoned before it runs, with the
 * usual length of lists; this counts the items that really come, and stops at the bound.
 */
export class AnswerBudget {
  #left = MAX_FIELDS;
  #excess: GraphQLError | undefined;
  #itemSizes = new ItemSizes();

  /** Why the answer is refused; undefined while it is within its bound. */
  get excess(): GraphQLError | undefined {
    return this.#excess;
  }

  /** Takes what other answers to the same operation have found out. */
  share(sizes: ItemSizes): void {
    this.#itemSizes = sizes;
  }

  /** Counts the items of a list that is answered. Fails with LIMIT_EXCEEDED when they are too many. */
  takeItems(count: number, info: GraphQLResolveInfo): void {
    this.#left -= count * this.#sizeOfItem(info);
    if (this.#left >= 0) return;
    this.#excess ??= limitExceeded(`has more than ${MAX_FIELDS} fields in its answer: ask for fewer at once`);
    throw this.#excess;
  }

  /** Lists below an item count when they come. */
  #sizeOfItem(info: GraphQLResolveInfo): number {
    const { fieldNodes, returnType } = info;
    return this.#itemSizes.find(fieldNodes, () => {
      const sets = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return Math.max(1, new SelectionSizer(info).measure(sets, getNamedType(returnType)).fields);
    });
  }
}

/** LIMIT_EXCEEDED for an operation; `problem` says what it does. */
export function limitExceeded(problem: string): GraphQLError {
  return codedError('LIMIT_EXCEEDED', `The operation ${problem}.`, { http: { status: 400 } });
}
