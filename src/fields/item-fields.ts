import { z } from 'zod';
import { BlockInput, MOST_BLOCKS, readBlocks } from '../body/block-input.js';
import { type Block, draftBlockSchema, storedBlock } from '../body/blocks.js';
import { bodyText } from '../body/text.js';
import { imageSchema } from '../image/image.js';
import { ImageInput, readImage } from '../image/image-input.js';
import { LONGEST_SLUG, readBetween, readEach, readId, readLine, readSlug } from '../writing/fields.js';
import { inputField, moment, momentField, plain, textField } from './field-types.js';

/** A section, a region or an author in a document. An absent `slug` is made from the name. */
const named = z.object({ name: z.string().min(1), slug: z.string().optional() });

export const TAG_KINDS = ['PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SUBJECT'] as const;
const tag = named.extend({
  kind: z.enum(TAG_KINDS).default('SUBJECT'),
  aliases: z.array(z.string()).default([]),
});

/** Declares a field with slugs in order, such as the tags of an item. A document has objects with more data instead. */
const slugsField = <Document extends z.ZodType>(description: string, document: Document) => ({
  ...inputField(
    z.array(z.string()).default([]),
    (t) => t.stringList({ description }),
    (place, slugs: readonly string[]) => [...new Set(readEach(readLine)(place, slugs))],
  ),
  document: z.array(document).default([]),
});

/** Declares a field with one slug, such as the section of an item. A document has an object with more data instead. */
const slugField = <Document extends z.ZodType>(description: string, document: Document) => ({
  ...textField({ description }),
  document: document.optional(),
});

/** Limits a field to mutations of articles. Documents may have the field for every kind. */
const ofArticles = <Field extends { readonly input: object }>(field: Field) => ({
  ...field,
  input: { ...field.input, only: ['ARTICLE'] as const },
});

/**
 * The fields of every item. A new field also gets a column in `item/table.ts`, and `item/type.ts` shows it to
 * clients. Fields that only one kind has are in the folder of the kind.
 */
export const ITEM_FIELDS = {
  headline: {
    ...inputField(
      z.string(),
      (t, isNew) => t.string({ required: isNew, description: 'The headline, plain text.', longest: 500 }),
      readLine,
    ),
    document: z.string().min(1),
    search: { weight: 'A' as const, texts: (headline: string) => [headline] },
  },
  slug: {
    ...inputField(
      z.string(),
      (t, isNew) => t.string({ description: isNew ? SLUG : CHANGED_SLUG, longest: LONGEST_SLUG }),
      readSlug,
    ),
    /** An absent slug is made from the headline. */
    document: z.string().optional(),
  },
  standfirst: textField({ description: 'The paragraph under the headline, plain text.', longest: 5000, weight: 'B' }),
  trailText: textField({
    description: 'The summary on a card, if it differs from the standfirst; plain text.',
    longest: 5000,
    weight: 'B',
  }),
  label: textField({ description: 'The kicker over the headline.', longest: 100 }),
  byline: ofArticles(
    textField({
      description: 'Who wrote it, as printed: `By Ada Winslow in Port Alder`.',
      longest: 500,
      weight: 'D',
    }),
  ),
  /** When absent, the direction of the language applies. */
  direction: plain(z.enum(['LTR', 'RTL']).optional()),
  authors: slugsField('Slugs of authors, in order.', named),
  section: slugField('Slug of a section in its language.', named.extend({ parent: named.optional() })),
  /** The `name` of a series in a document is its `title` in GraphQL. */
  series: slugField('Slug of a series in its language.', named),
  regions: slugsField('Slugs of regions, in order.', named),
  tags: slugsField('Slugs or aliases of tags, in order.', tag),
  mainImage: inputField(
    imageSchema.optional(),
    (t) => t.field({ type: ImageInput, description: 'The picture of its card and at the top of its page.' }),
    readImage,
  ),
  /** The text of an article, or the text beside a video, a gallery and so on. */
  body: {
    ...inputField(
      z.array(storedBlock).default([]),
      (t) =>
        t.field({ type: [BlockInput], description: 'The whole text in typed blocks, in order.', most: MOST_BLOCKS }),
      readBlocks,
    ),
    document: z.array(draftBlockSchema).default([]),
    search: { weight: 'C' as const, texts: (body: readonly Block[]) => [bodyText(body)] },
  },
  /** Ids of the related items that an editor chose, in order. A document has source ids instead. */
  related: ofArticles({
    ...inputField(
      z.array(z.number()).default([]),
      (t) => t.idList({ description: RELATED, most: 50 }),
      (place, ids: readonly (string | number)[]) => [...new Set(readEach(readArticleId)(place, ids))],
    ),
    document: z.array(z.string()).default([]),
  }),
  urgency: {
    ...inputField(
      z.number().optional(),
      (t) => t.int({ description: 'Editorial urgency, 1 (the highest) to 9.' }),
      readBetween(1, 9, '1 (the highest)'),
    ),
    document: z.number().int().min(1).max(9).optional(),
  },
  /** No input has this field, because separate mutations publish an item. */
  publishedAt: plain(moment.optional()),
  embargoedUntil: momentField('The item is not public before this moment, even if it is published earlier.'),
  expiresAt: momentField('The item is not public from this moment on. The moment must be after the publication.'),
  edNote: textField({ description: 'A note for editors, never public.', longest: 10_000 }),
  /** No input has this field, because a separate mutation appends a correction. */
  corrections: {
    schema: z.array(z.object({ text: z.string(), publishedAt: moment })).default([]),
    document: z.array(z.object({ text: z.string().min(1), publishedAt: moment })).default([]),
  },
};

const SLUG =
  'Its name in addresses, unique within its language: lower-case letters and digits with hyphens. When absent, it is made from the headline, with a number if the slug is taken.';
const RELATED = 'Global ids of articles, in order: the related news that an editor chooses.';
const CHANGED_SLUG = 'Its name in addresses. The former address still leads to the item.';

function readArticleId(place: string, id: string | number): number {
  return readId(place, String(id), ['Article']);
}
