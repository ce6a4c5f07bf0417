import { z } from 'zod';
import { draftBlockSchema } from '../../body/blocks.js';
import { isTimeZone } from '../../config.js';
import { moment } from '../../fields/field-types.js';
import { TAG_KINDS } from '../../fields/item-fields.js';
import { imageSchema, webAddress } from '../../image/image.js';
import { CONTENT_RECORDS, RECORD_TYPES } from '../../item/kind-names.js';
import { contentRuleSchema } from '../../list/rule.js';
import { languageTag } from '../../site/language-tag.js';
import { linkAddress, shareTemplate } from '../../site/link-address.js';
import { contentDraftSchema } from './draft.js';

const link = z.object({ network: z.string(), url: linkAddress });
const menuEntry = z.object({ label: z.string(), path: webAddress });
/** Slugs are unique within a language. */
const slugged = { language: languageTag, slug: z.string() };
/** The fields of a name that items use. A record shows the name at once, even if no item has it. */
const name = {
  ...slugged,
  /** True if readers see the name only from the time at which the first item with it opens. */
  isHidden: z.boolean().optional(),
};
const positioned = { position: z.number().int().default(0) };

/** The records of a Dateline export: the content of a site as JSON, one record a line. `import jsonl` reads it. */
export const recordSchema = z.discriminatedUnion('record', [
  z.object({
    record: z.literal('site'),
    /** The site's default language, for clients that ask for none. */
    language: languageTag,
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Madrid'),
    logo: imageSchema.optional(),
    liveStream: z.object({ title: z.string(), url: webAddress }).optional(),
    socialLinks: z.array(link).default([]),
    appLinks: z.array(z.object({ platform: z.string(), url: webAddress })).default([]),
    /** Networks on which readers share links. `{url}` and `{headline}` in `template` are filled in, percent-encoded. */
    shareNetworks: z.array(z.object({ network: z.string(), template: shareTemplate })).default([]),
  }),
  z.object({
    record: z.literal('edition'),
    language: languageTag,
    name: z.string(),
    slogan: z.string().optional(),
    about: z.string().optional(),
    copyrightNotice: z.string().optional(),
    ...positioned,
  }),
  z.object({
    record: z.literal('navigation'),
    language: languageTag,
    menu: z.enum(['MAIN', 'FOOTER']),
    /** The entries in order, on at most two levels. `path` begins with `/` or is an absolute address. */
    items: z.array(menuEntry.extend({ children: z.array(menuEntry).default([]) })),
  }),
  z.object({
    record: z.literal('page'),
    ...slugged,
    title: z.string(),
    body: z.array(draftBlockSchema).default([]),
    /** The time of the page's last change. An import of an older page changes nothing. Readers never see it. */
    sourceUpdatedAt: moment.optional(),
    ...positioned,
  }),
  z.object({
    record: z.literal('section'),
    ...name,
    name: z.string(),
    /** The slug of the section above. */
    parent: z.string().optional(),
    description: z.string().optional(),
    ...positioned,
  }),
  z.object({ record: z.literal('region'), ...name, name: z.string(), ...positioned }),
  z.object({
    record: z.literal('author'),
    ...name,
    name: z.string(),
    role: z.string().optional(),
    biography: z.string().optional(),
    portrait: imageSchema.optional(),
    socialLinks: z.array(link).default([]),
  }),
  z.object({
    record: z.literal('tag'),
    ...name,
    name: z.string(),
    kind: z.enum(TAG_KINDS),
    /** Other names by which an import finds the tag. */
    aliases: z.array(z.string()).default([]),
    description: z.string().optional(),
  }),
  z.object({
    record: z.literal('collection'),
    ...slugged,
    title: z.string(),
    description: z.string().optional(),
    mainImage: imageSchema.optional(),
    /** Source ids of the chosen items, in order. */
    items: z.array(z.string()).default([]),
    /** Items that match this rule follow the chosen items. The slugs in the rule belong to the language of the collection. */
    rule: contentRuleSchema.optional(),
    ...positioned,
  }),
  z.object({
    record: z.literal('breaking'),
    sourceId: z.string(),
    language: languageTag,
    text: z.string().min(1),
    /** The source of the news, such as "Local sources". It is shown before the text. */
    attribution: z.string().optional(),
    region: z.string().optional(),
    urgency: z.number().int().min(1).max(9).default(3),
    status: z.enum(['DEVELOPING', 'CONFIRMED', 'CORRECTED', 'RETRACTED']).default('CONFIRMED'),
    /** The source id of the article about the news. */
    article: z.string().optional(),
    publishedAt: moment,
    updatedAt: moment.optional(),
    expiresAt: moment.optional(),
  }),
  z.object({
    record: z.literal('series'),
    ...name,
    title: z.string(),
    description: z.string().optional(),
    mainImage: imageSchema.optional(),
    ...positioned,
  }),
  contentDraftSchema.extend({ record: z.enum(CONTENT_RECORDS) }),
]);

/** One line of an export. */
export type NewsroomRecord = z.infer<typeof recordSchema>;
export type RecordOf<Name extends NewsroomRecord['record']> = Extract<NewsroomRecord, { record: Name }>;
/** A record as it is written by hand. Fields with a default may be left out. */
export type NewsroomRecordInput = z.input<typeof recordSchema>;

export function isContentRecord(record: NewsroomRecord): record is RecordOf<(typeof CONTENT_RECORDS)[number]> {
  return record.record in RECORD_TYPES;
}
