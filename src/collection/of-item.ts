import { type ConnectionArguments, pageOfList, readPageRequest } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { readRule } from '../list/filter-input.js';
import { isWithin } from '../list/match.js';
import type { Context } from '../schema/context.js';
import type { Collection } from './store.js';
import { COLLECTION_KEY, collectionKey } from './type.js';

/** Returns a page of the packages that contain an item, in the order that editors gave them. */
export async function listCollectionsOf(item: ContentItem, args: ConnectionArguments, context: Context) {
  const page = readPageRequest(args, COLLECTION_KEY);
  const { chosen, ruled } = await context.loaders.collection.ofContent.load(item.id);
  const matching = await findMatching(item, ruled, context);
  const byId = new Map([...chosen, ...matching].map((collection) => [collection.id, collection]));
  const inOrder = [...byId.values()].sort((a, b) => a.position - b.position || a.id - b.id);
  return pageOfList(inOrder, page, collectionKey);
}

async function findMatching(item: ContentItem, all: readonly Collection[], context: Context): Promise<Collection[]> {
  const { loaders } = context;
  const ruled = all.filter(({ language }) => language === item.language);
  if (ruled.length === 0) return [];
  const [tags, authors] = await Promise.all([loaders.item.tagsOf.load(item.id), loaders.item.authorsOf.load(item.id)]);
  const linked = { item, tagIds: tags.map(({ id }) => id), authorIds: authors.map(({ id }) => id) };
  const matches = await Promise.all(
    ruled.map(async ({ language, rule }) => rule !== null && isWithin(await readRule(rule, language, context), linked)),
  );
  return ruled.filter((_, index) => matches[index]);
}
