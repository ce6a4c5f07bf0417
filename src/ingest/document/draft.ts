import { z } from 'zod';
import { draftBlockSchema } from '../../body/blocks.js';
import { shapeOf } from '../../fields/field.js';
import { moment } from '../../fields/field-types.js';
import { positiveInt } from '../../image/image.js';
import { CONTENT_TYPES } from '../../item/content-kinds.js';
import { ALL_FIELDS } from '../../kinds/kinds.js';
import { languageTag } from '../../site/language-tag.js';

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

/** What every import format turns a document into: the fields of the item, and what is said of it. Absent means that the document doesn't say. */
export const contentDraftSchema = z.object({
  ...shapeOf(ALL_FIELDS, 'document'),
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
  /** Addresses that the item had, such as `/2019/01/old-slug`. */
  aliases: z.array(z.string()).default([]),
  /** A live blog's posts. Posts that are no longer named are removed. */
  posts: z.array(liveBlogPostSchema).default([]),
  /** Source id of the item that this is a translation of. */
  translationOf: z.string().optional(),
  firstPublishedAt: moment.optional(),
  updatedAt: moment.optional(),
  /** Counts the item's changes; for an item that moves here with its history. */
  version: positiveInt.optional(),
  /** Views by hour, for a sample or a moved archive. What is given twice for an hour adds up. */
  views: z.array(z.object({ hour: moment, views: z.number().int().positive() })).default([]),
});

export type ContentDraft = z.infer<typeof contentDraftSchema>;
/** A draft as it is written by hand: what has a default may be left out. */
export type ContentDraftInput = z.input<typeof contentDraftSchema>;
