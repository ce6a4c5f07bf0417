import { builder } from '../../graphql/builder.js';
import { ImageInput } from '../../image/image-input.js';
import { LONGEST_SLUG } from '../../writing/fields.js';
import { BlockInput, MOST_BLOCKS } from '../block-input.js';

export type ItemFieldBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

export const SourceInput = builder.inputType('SourceInput', {
  description: 'Who supplied an item or a part of it, such as a news agency.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, as printed.', longest: 500 }),
    role: t.string({ description: 'What part it had, such as `wire` or `data`.', longest: 200 }),
    url: t.field({ type: 'URL', description: 'Its address, or that of the original; http or https.' }),
  }),
});

/** What every kind of content takes, but for the headline: new ones must have it. */
export const commonFields = (t: ItemFieldBuilder) => ({
  standfirst: t.string({ description: 'The paragraph under the headline, plain text.', longest: 5000 }),
  trailText: t.string({
    description: "A card's summary where it differs from the standfirst, plain text.",
    longest: 5000,
  }),
  label: t.string({ description: 'The kicker over the headline.', longest: 100 }),
  authors: t.stringList({ description: 'Slugs of people with pages, in order.' }),
  section: t.string({ description: 'Slug of a section in its language.' }),
  series: t.string({ description: 'Slug of a series in its language.' }),
  regions: t.stringList({ description: 'Slugs of regions, in order.' }),
  tags: t.stringList({ description: 'Slugs or aliases of tags, in order.' }),
  mainImage: t.field({ type: ImageInput, description: 'The picture of its card and of the head of its page.' }),
  body: t.field({
    type: [BlockInput],
    description: 'The text in typed blocks, in order: all of it.',
    most: MOST_BLOCKS,
  }),
  urgency: t.int({ description: 'Editorial urgency, 1 (the highest) to 9.' }),
  embargoedUntil: t.field({ type: 'DateTime', description: 'Not public before it, whatever its publication.' }),
  expiresAt: t.field({ type: 'DateTime', description: 'Not public from it on; after the publication.' }),
  edNote: t.string({ description: 'A note for editors, never public.', longest: 10_000 }),
});

/** What only a new item takes. */
export const creationFields = (t: ItemFieldBuilder) => ({
  headline: t.string({ required: true, description: 'The headline, plain text.', longest: 500 }),
  slug: t.string({
    description:
      'Its name in addresses, unique within its language: lower-case letters and digits with hyphens. Made from the headline when absent, numbered where that is taken.',
    longest: LONGEST_SLUG,
  }),
  language: t.field({
    type: 'LanguageTag',
    description: "Its language, of an edition of the site; the site's own when absent.",
  }),
  translationOf: t.id({ description: 'Global id of an item in another language that this is a translation of.' }),
});

/** What an update takes beside the rest. */
export const updateFields = (t: ItemFieldBuilder) => ({
  id: t.id({ required: true, description: 'Global id.' }),
  version: t.int({
    required: true,
    description: 'The version that the change started from: CONFLICT when there is a newer one.',
  }),
  headline: t.string({ description: 'The headline, plain text.', longest: 500 }),
  slug: t.string({
    description: 'Its name in addresses; the address that it had leads to it still.',
    longest: LONGEST_SLUG,
  }),
});

export const UPDATE = 'What is absent stays as it is; null clears what can be absent.';
