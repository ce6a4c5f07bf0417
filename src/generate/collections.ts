import { collectionItems, collections } from '../collection/table.js';
import { makeUnique, slugify } from '../writing/slug.js';
import { makeImage } from './body.js';
import type { Edition } from './edition.js';
import type { Rows } from './rows.js';
import type { Story } from './story.js';
import { writePhrase, writeSummary } from './text.js';

/** Stories with fewer items have no package. */
export const LEAST_ITEMS = 3;
const MOST_CHOSEN = 12;

/** Makes coverage packages of an edition's stories; every second one goes on by a rule. */
export function makeCollections(rows: Rows, { writing }: Edition, stories: readonly Story[]): void {
  const { kit } = writing;
  const taken = new Set<string>();
  for (const [position, story] of stories.entries()) {
    const id = rows.number(collections);
    const title = writePhrase(writing, story);
    const slug = makeUnique(slugify(title), (candidate) => taken.has(candidate));
    taken.add(slug);
    const [tag] = story.tags;
    const rule = position % 2 === 0 && tag ? { tags: { anyOf: [tag.slug] }, sections: [story.section] } : null;
    rows.add(collections, {
      ...{ id, language: kit.language, slug, title, rule, position },
      description: writeSummary(writing, story),
      mainImage: makeImage(writing, story),
    });
    for (const [place, contentId] of story.itemIds.slice(-MOST_CHOSEN).reverse().entries())
      rows.add(collectionItems, { collectionId: id, contentId, position: place });
  }
}
