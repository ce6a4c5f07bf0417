import { z } from 'zod';
import { blockSchema } from '../content/blocks.js';
import { CONTENT_TYPES, GENRES } from '../content/filter.js';
import { captionSchema, renditionSchema } from '../content/playback.js';
import { imageSchema, positiveInt, webAddress } from '../image/image.js';
import { canonicalLanguage } from './text/language.js';

/** A moment: a Date, or in JSON an RFC 3339 string with a zone. */
export const moment = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

/** A BCP 47 tag, in its canonical form. */
export const languageTag = z.string().transform((tag, context) => {
  const canonical = canonicalLanguage(tag);
  if (canonical !== undefined) return canonical;
  context.addIssue(`${JSON.stringify(tag.slice(0, 40))} is not a BCP 47 tag, such as en or pt-BR`);
  return z.NEVER;
});

/** A section, region or author by its name; made when it isn't there. `slug` is made from the name when absent. */
const named = z.object({ name: z.string().min(1), slug: z.string().optional() });

export const TAG_KINDS = ['PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SUBJECT'] as const;

export const draftBlockSchema = blockSchema(z.string());
/** A block of a document that is being imported: it names other items by their source id. */
export type DraftBlock = z.infer<typeof draftBlockSchema>;

const liveBlogPostSchema = z.object({
  /** Names the post within its live blog. */
  sourceId: z.string().min(1),
  title: z.string().optional(),
  body: z.array(draftBlockSchema).default([]),
  isKeyEvent: z.boolean().default(false),
  isPinned: z.boolean().default(false),
  publishedAt: moment,
  updatedAt: moment.optional(),
});
export type LiveBlogPostDraft = z.infer<typeof liveBlogPostSchema>;

/** What every import format turns a document into. Absent means that the document doesn't say. */
export const contentDraftSchema = z.object({
  type: z.enum(CONTENT_TYPES).default('ARTICLE'),
  /** Names the document for ever: importing it again updates the same item. A canonical URL, a ninjs `uri`, a feed's `guid`. */
  sourceId: z.string().min(1),
  /** The document's own address; its path becomes an alias that resolves to the item. */
  sourceUrl: z.string().optional(),
  /**
   * DRAFT (ninjs withheld) and WITHDRAWN (ninjs canceled) are stored but not public. An item that is here already is
   * withdrawn as it is: a cancellation seldom repeats the text. A PUBLISHED item with a future date is scheduled.
   */
  status: z.enum(['DRAFT', 'PUBLISHED', 'WITHDRAWN']).default('PUBLISHED'),
  withdrawnReason: z.string().optional(),
  /** Now when absent. */
  withdrawnAt: moment.optional(),
  /** BCP 47. Absent: the import's `--language`, or the site's. */
  language: languageTag.optional(),
  /** Only where the document says so; otherwise the language decides. */
  direction: z.enum(['LTR', 'RTL']).optional(),
  /** Made from the headline when absent. */
  slug: z.string().optional(),
  /** Addresses that the item had, such as `/2019/01/old-slug`. */
  aliases: z.array(z.string()).default([]),
  /** Plain text, without markup. */
  headline: z.string().min(1),
  /** Plain text: the deck or summary under the headline. */
  standfirst: z.string().optional(),
  /** Plain text: a card's summary where it differs from the standfirst. */
  trailText: z.string().optional(),
  /** The kicker over the headline. */
  label: z.string().optional(),
  /** As printed: "By A. Writer in Town", "A. Writer and B. Writer". */
  byline: z.string().optional(),
  /** People with pages, in order. */
  authors: z.array(named).default([]),
  /** Who supplied it (ninjs infosources). */
  sources: z
    .array(z.object({ name: z.string().min(1), role: z.string().optional(), url: webAddress.optional() }))
    .default([]),
  /** Where it was written: "GENEVA". */
  dateline: z.string().optional(),
  /** Of articles only. */
  genre: z.enum(GENRES).default('NEWS'),
  /** What it belongs to that comes one after the other: named `title`, not `name`, where it is shown. */
  series: named.optional(),
  section: named.extend({ parent: named.optional() }).optional(),
  regions: z.array(named).default([]),
  tags: z
    .array(named.extend({ kind: z.enum(TAG_KINDS).default('SUBJECT'), aliases: z.array(z.string()).default([]) }))
    .default([]),
  mainImage: imageSchema.optional(),
  audio: z.object({ url: webAddress, durationSeconds: positiveInt.optional() }).optional(),
  /** The text; of what isn't an article, the text beside it. */
  body: z.array(draftBlockSchema).default([]),
  /** A video's files, its captions and how long it plays. */
  renditions: z.array(renditionSchema).default([]),
  captions: z.array(captionSchema.extend({ language: languageTag })).default([]),
  durationSeconds: positiveInt.optional(),
  /** The player of a video elsewhere; the interactive form of an infographic. */
  embedUrl: webAddress.optional(),
  /** A gallery's pictures in order, each with its caption; an infographic's panels. */
  images: z.array(imageSchema).default([]),
  /** A live blog's coverage and posts. Posts that are no longer named are removed. */
  coverageStartTime: moment.optional(),
  coverageEndTime: moment.optional(),
  posts: z.array(liveBlogPostSchema).default([]),
  /** Source ids of what an editor chose as related, in order. */
  related: z.array(z.string()).default([]),
  /** Source id of the item that this is a translation of. */
  translationOf: z.string().optional(),
  corrections: z.array(z.object({ text: z.string().min(1), publishedAt: moment })).default([]),
  /** 1 to 9, 1 the highest. */
  urgency: z.number().int().min(1).max(9).optional(),
  publishedAt: moment.optional(),
  firstPublishedAt: moment.optional(),
  updatedAt: moment.optional(),
  embargoedUntil: moment.optional(),
  expiresAt: moment.optional(),
  /** Counts the item's changes; for an item that moves here with its history. */
  version: positiveInt.optional(),
  /** A note for editors, never public. */
  edNote: z.string().optional(),
  /** Views by hour, for a sample or a moved archive. What is given twice for an hour adds up. */
  views: z.array(z.object({ hour: moment, views: z.number().int().positive() })).default([]),
});

export type ContentDraft = z.infer<typeof contentDraftSchema>;
/** An article draft as it is written by hand: what has a default may be left out. */
export type ContentDraftInput = z.input<typeof contentDraftSchema>;
