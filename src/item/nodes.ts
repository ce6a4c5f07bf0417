import { loadNodes } from '../db/batch.js';
import type { Context } from '../schema/context.js';
import type { ContentItem } from './store.js';

/**
 * Loads the items of one kind for Relay's field `node(id:)`. The result has null for an item that is missing, not public,
 * or of another kind.
 */
export async function loadItemNodes(
  type: ContentItem['type'],
  ids: readonly string[],
  context: Context,
): Promise<(ContentItem | null)[]> {
  const items = await loadNodes(context.loaders.item.byId, ids);
  return items.map((item) => (item?.type === type ? item : null));
}
