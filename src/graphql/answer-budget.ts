import { type FieldNode, type GraphQLError, type GraphQLResolveInfo, getNamedType } from 'graphql';
import { codedError } from '../errors.js';
import { SelectionSizer } from './selection-size.js';

/** The most fields that one answer has. An article page with all its lists at 50 has some thousands. */
export const MAX_FIELDS = 50_000;

/** The fields of one item of a list, by the node that selects the list. */
export type ItemSizes = Map<FieldNode | undefined, number>;

/**
 * Counts the fields of one answer while it is made. What an operation can ask for is reckoned before it runs, with the
 * usual length of lists; this counts the items that really come, and stops at the bound.
 */
export class AnswerBudget {
  #left = MAX_FIELDS;
  #excess: GraphQLError | undefined;
  #itemSizes: ItemSizes = new Map();

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
    const known = this.#itemSizes.get(fieldNodes[0]);
    if (known !== undefined) return known;
    const sets = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const { fields } = new SelectionSizer(info, () => 0).measure(sets, getNamedType(returnType));
    const size = Math.max(1, fields);
    this.#itemSizes.set(fieldNodes[0], size);
    return size;
  }
}

/** LIMIT_EXCEEDED for an operation; `problem` says what it does. */
export function limitExceeded(problem: string): GraphQLError {
  return codedError('LIMIT_EXCEEDED', `The operation ${problem}.`, { http: { status: 400 } });
}
