import { z } from 'zod';
import { draftBlockSchema } from '../../body/blocks.js';
import { shapeOf } from '../../fields/field.js';
import { moment } from '../../fields/field-types.js';
import { positiveInt } from '../../image/image.js';
import { CONTENT_TYPES } from '../../item/kind-names.js';
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

/** What every import format turns a document into. A field is absent when the document doesn't have it. */
export const contentDraftSchema = z.object({
  ...shapeOf(ALL_FIELDS, 'document'),
  type: z.enum(CONTENT_TYPES).default('ARTICLE'),
  /** Identifies the document: importing it again updates the same item. A canonical URL, a ninjs `uri`, a feed's `guid`. */
  sourceId: z.string().min(1),
  /** The document's own address; its path becomes an alias that resolves to the item. */
  sourceUrl: z.string().optional(),
  /**
   * DRAFT (ninjs withheld) and WITHDRAWN (ninjs canceled) are stored but not public. Withdrawing an existing item keeps
   * its text, because a cancellation seldom repeats it. A PUBLISHED item with a future date is scheduled.
   */
  status: z.enum(['DRAFT', 'PUBLISHED', 'WITHDRAWN']).default('PUBLISHED'),
  withdrawnReason: z.string().optional(),
  /** Default: the time of the import. */
  withdrawnAt: moment.optional(),
  /** BCP 47. Default: the import's `--language`, or the site's language. */
  language: languageTag.optional(),
  /** Addresses that the item had, such as `/2019/01/old-slug`. */
  aliases: z.array(z.string()).default([]),
  /** A live blog's posts. Imported posts that are missing here are removed. */
  posts: z.array(liveBlogPostSchema).default([]),
  /** Source id of the item that this is a translation of. */
  translationOf: z.string().optional(),
  firstPublishedAt: moment.optional(),
  updatedAt: moment.optional(),
  /** How often the item has changed, for an item that moves here from another newsroom. */
  version: positiveInt.optional(),
  /** Views by hour, for a sample or a moved archive. Several entries for one hour add up. */
  views: z.array(z.object({ hour: moment, views: z.number().int().positive() })).default([]),
});

export type ContentDraft = z.infer<typeof contentDraftSchema>;
/** A draft as it is written by hand: fields with a default may be left out. */
export type ContentDraftInput = z.input<typeof contentDraftSchema>;
