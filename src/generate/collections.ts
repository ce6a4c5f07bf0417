import { collectionItems, collections } from '../collection/table.js';
import { makeImage } from './body.js';
import type { Edition } from './edition.js';
import type { Rows } from './rows.js';
import type { Story } from './story.js';
import { createSlugs, writePhrase, writeSummary } from './text.js';

/** The fewest items of a story that gets a coverage package. */
export const LEAST_ITEMS = 3;
/** The most items that are chosen by hand for one package. */
const MOST_CHOSEN = 12;

/** Makes coverage packages for the stories of an edition. Every second package also has a rule that adds items. */
export function makeCollections(rows: Rows, { writing }: Edition, stories: readonly Story[]): void {
  const makeSlug = createSlugs();
  for (const [position, story] of stories.entries()) {
    const id = rows.nextId(collections);
    const title = writePhrase(writing, story);
    const [tag] = story.tags;
    rows.add(collections, {
      id,
      language: writing.kit.language,
      slug: makeSlug(title),
      title,
      rule: position % 2 === 0 && tag ? { tags: { anyOf: [tag.slug] }, sections: [story.section] } : null,
      position,
      description: writeSummary(writing, story),
      mainImage: makeImage(writing, story),
    });
    for (const [place, contentId] of story.itemIds.slice(-MOST_CHOSEN).reverse().entries())
      rows.add(collectionItems, { collectionId: id, contentId, position: place });
  }
}
