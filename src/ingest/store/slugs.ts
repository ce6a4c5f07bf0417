import { createHash } from 'node:crypto';
import { slugify } from '../../writing/slug.js';
import type { ContentDraft } from '../document/draft.js';

/** What a document gives as its slug may be longer than one that is made. */
const LONGEST_GIVEN_SLUG = 200;

/** The slug that a document names; empty when it names none. */
export function readSlug(draft: ContentDraft): string {
  return slugify(draft.slug ?? '', LONGEST_GIVEN_SLUG);
}

/** The slugs that an item may have, the best first: the wanted one or its headline's, numbered, or marked by its source. */
export function listSlugs(wanted: string, draft: ContentDraft): string[] {
  const mark = createHash('sha256').update(draft.sourceId).digest('hex').slice(0, 10);
  const slug = wanted || slugify(draft.headline);
  return slug ? [slug, `${slug}-2`, `${slug}-3`, `${slug}-${mark}`] : [`item-${mark}`];
}
