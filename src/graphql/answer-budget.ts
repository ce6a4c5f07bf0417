import { type FieldNode, type GraphQLError, type GraphQLResolveInfo, getNamedType } from 'graphql';
import { codedError } from '../errors.js';
import { SelectionSizer } from './selection-size.js';

/** The most fields of one answer. An article page whose lists have 50 items each has a few thousand fields. */
export const MAX_FIELDS = 50_000;

/** Remembers how many fields one item of a list has. The key is made of the nodes that select the list. */
export class ItemSizes {
  readonly #sizes = new Map<string, number>();
  readonly #numbers = new Map<FieldNode, number>();

  find(nodes: readonly FieldNode[], measure: () => number): number {
    // The key contains all nodes that GraphQL merges into the list's field, because together they select the fields of an item.
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

/** Refuses an answer with more than `MAX_FIELDS` fields. Counts real items, while `measureAnswer` estimates. */
export class AnswerBudget {
  /** The error that refuses the answer. Undefined while the answer is within its bound. */
  excess: GraphQLError | undefined;
  /** The measured sizes of items. Answers to the same operation share them. */
  itemSizes = new ItemSizes();
  #left = MAX_FIELDS;

  /** Counts the items of a list that was resolved. Throws LIMIT_EXCEEDED when the answer becomes too large. */
  takeItems(count: number, info: GraphQLResolveInfo): void {
    this.#left -= count * this.#sizeOfItem(info);
    if (this.#left >= 0) return;
    this.excess ??= limitExceeded(`has more than ${MAX_FIELDS} fields in its answer: ask for fewer at once`);
    throw this.excess;
  }

  /** Returns the number of fields of one item. Lists within the item are counted later, when they are resolved. */
  #sizeOfItem(info: GraphQLResolveInfo): number {
    const { fieldNodes, returnType } = info;
    return this.itemSizes.find(fieldNodes, () => {
      const sets = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return Math.max(1, new SelectionSizer(info).measure(sets, getNamedType(returnType)).fields);
    });
  }
}

/** A LIMIT_EXCEEDED error. `problem` continues the sentence `The operation …`. */
export function limitExceeded(problem: string): GraphQLError {
  return codedError('LIMIT_EXCEEDED', `The operation ${problem}.`, { http: { status: 400 } });
}
