import { loadNodes } from '../db/batch.js';
import type { Context } from '../schema/context.js';
import type { ContentItem } from './store.js';

/** Loads Relay nodes of one kind. The answer is null for an item that is missing, not public, or of another kind. */
export async function loadItemNodes(
  type: ContentItem['type'],
  ids: readonly string[],
  context: Context,
): Promise<(ContentItem | null)[]> {
  const items = await loadNodes(context.loaders.item.byId, ids);
  return items.map((item) => (item?.type === type ? item : null));
}
