import { z } from 'zod';
import { draftBlockSchema } from '../../body/blocks.js';
import { isTimeZone } from '../../config.js';
import { moment } from '../../fields/field-types.js';
import { TAG_KINDS } from '../../fields/item-fields.js';
import { imageSchema, webAddress } from '../../image/image.js';
import { CONTENT_RECORDS, RECORD_TYPES } from '../../item/content-kinds.js';
import { contentRuleSchema } from '../../list/rule.js';
import { languageTag } from '../../site/language-tag.js';
import { linkAddress, shareTemplate } from '../../site/link-address.js';
import { contentDraftSchema } from './draft.js';

/**
 * The lines of a Dateline export: a whole newsroom as JSON, one record a line, which `import jsonl` reads back.
 * Things that belong to one language say so; slugs are unique within it.
 */
const link = z.object({ network: z.string(), url: linkAddress });

const siteRecordSchema = z.object({
  record: z.literal('site'),
  /** The site's own language: what a client gets that doesn't ask for another. */
  language: languageTag,
  /** The newsroom's IANA time zone. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Madrid'),
  logo: imageSchema.optional(),
  liveStream: z.object({ title: z.string(), url: webAddress }).optional(),
  socialLinks: z.array(link).default([]),
  appLinks: z.array(z.object({ platform: z.string(), url: webAddress })).default([]),
  /** Where readers share to: `{url}` and `{headline}` in `template` are filled in, percent-encoded. */
  shareNetworks: z.array(z.object({ network: z.string(), template: shareTemplate })).default([]),
});

const editionRecordSchema = z.object({
  record: z.literal('edition'),
  language: languageTag,
  name: z.string(),
  slogan: z.string().optional(),
  about: z.string().optional(),
  copyrightNotice: z.string().optional(),
  position: z.number().int().default(0),
});

const navigationRecordSchema = z.object({
  record: z.literal('navigation'),
  language: languageTag,
  menu: z.enum(['MAIN', 'FOOTER']),
  /** In order, at most two levels. `path` begins with `/`, or is an absolute address. */
  items: z.array(
    z.object({
      label: z.string(),
      path: webAddress,
      children: z.array(z.object({ label: z.string(), path: webAddress })).default([]),
    }),
  ),
});

const pageRecordSchema = z.object({
  record: z.literal('page'),
  language: languageTag,
  slug: z.string(),
  title: z.string(),
  body: z.array(draftBlockSchema).default([]),
  position: z.number().int().default(0),
});

const sectionRecordSchema = z.object({
  record: z.literal('section'),
  language: languageTag,
  slug: z.string(),
  name: z.string(),
  /** The slug of the section above. */
  parent: z.string().optional(),
  description: z.string().optional(),
  position: z.number().int().default(0),
});

const regionRecordSchema = z.object({
  record: z.literal('region'),
  language: languageTag,
  slug: z.string(),
  name: z.string(),
  position: z.number().int().default(0),
});

const authorRecordSchema = z.object({
  record: z.literal('author'),
  language: languageTag,
  slug: z.string(),
  name: z.string(),
  role: z.string().optional(),
  biography: z.string().optional(),
  portrait: imageSchema.optional(),
  socialLinks: z.array(link).default([]),
});

const tagRecordSchema = z.object({
  record: z.literal('tag'),
  language: languageTag,
  slug: z.string(),
  name: z.string(),
  kind: z.enum(TAG_KINDS),
  /** Other spellings that find the tag. */
  aliases: z.array(z.string()).default([]),
  description: z.string().optional(),
});

const seriesRecordSchema = z.object({
  record: z.literal('series'),
  language: languageTag,
  slug: z.string(),
  title: z.string(),
  description: z.string().optional(),
  mainImage: imageSchema.optional(),
  position: z.number().int().default(0),
});

const collectionRecordSchema = z.object({
  record: z.literal('collection'),
  language: languageTag,
  slug: z.string(),
  title: z.string(),
  description: z.string().optional(),
  mainImage: imageSchema.optional(),
  /** Source ids of the chosen items, in order. */
  items: z.array(z.string()).default([]),
  /** What follows them: whatever matches it, by slugs of the collection's language. */
  rule: contentRuleSchema.optional(),
  position: z.number().int().default(0),
});

const breakingRecordSchema = z.object({
  record: z.literal('breaking'),
  sourceId: z.string(),
  language: languageTag,
  text: z.string().min(1),
  /** Who says so ("Local sources"): printed before the text. */
  attribution: z.string().optional(),
  /** A region's slug. */
  region: z.string().optional(),
  urgency: z.number().int().min(1).max(9).default(3),
  status: z.enum(['DEVELOPING', 'CONFIRMED', 'CORRECTED', 'RETRACTED']).default('CONFIRMED'),
  /** The source id of the article about it. */
  article: z.string().optional(),
  publishedAt: moment,
  updatedAt: moment.optional(),
  expiresAt: moment.optional(),
});

export const recordSchema = z.discriminatedUnion('record', [
  siteRecordSchema,
  editionRecordSchema,
  navigationRecordSchema,
  pageRecordSchema,
  sectionRecordSchema,
  regionRecordSchema,
  authorRecordSchema,
  tagRecordSchema,
  collectionRecordSchema,
  breakingRecordSchema,
  seriesRecordSchema,
  contentDraftSchema.extend({ record: z.enum(CONTENT_RECORDS) }),
]);

/** One line of an export. */
export type NewsroomRecord = z.infer<typeof recordSchema>;
/** A record as it is written by hand: what has a default may be left out. */
export type NewsroomRecordInput = z.input<typeof recordSchema>;

export type ContentRecord = Extract<NewsroomRecord, { record: (typeof CONTENT_RECORDS)[number] }>;

export function isContentRecord(record: NewsroomRecord): record is ContentRecord {
  return record.record in RECORD_TYPES;
}
