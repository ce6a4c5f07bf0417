import type { Region } from '../region/store.js';
import type { Loaders } from '../schema/context.js';
import type { Section } from '../section/store.js';
import type { ContentItem } from './store.js';

/** The more telling one: a sub-section says more than a region, a region more than a top section. */
export async function choosePrimaryLabel(item: ContentItem, loaders: Loaders): Promise<Section | Region | null> {
  const section = await loaders.section.byId(item.sectionId);
  if (section && section.parentId !== null) return section;
  const [region] = await loaders.region.byIds(item.regionIds.slice(0, 1));
  return region ?? section;
}
