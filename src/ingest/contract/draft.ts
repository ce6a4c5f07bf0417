import { z } from 'zod';
import { draftBlockSchema } from '../../body/blocks.js';
import { shapeOf } from '../../fields/field.js';
import { moment } from '../../fields/field-types.js';
import { positiveInt } from '../../image/image.js';
import { CONTENT_TYPES } from '../../item/kind-names.js';
import { ALL_FIELDS } from '../../kinds/kinds.js';
import { languageTag } from '../../site/language-tag.js';

const liveBlogPostSchema = z.object({
  /** The id of the post, which is unique within its live blog. */
  sourceId: z.string().min(1),
  title: z.string().optional(),
  body: z.array(draftBlockSchema).default([]),
  isKeyEvent: z.boolean().default(false),
  isPinned: z.boolean().default(false),
  publishedAt: moment,
  updatedAt: moment.optional(),
});
export type LiveBlogPostDraft = z.infer<typeof liveBlogPostSchema>;

/** The common form into which every import format turns its documents. A field is absent if the document doesn't have it. */
export const contentDraftSchema = z.object({
  ...shapeOf(ALL_FIELDS, 'document'),
  type: z.enum(CONTENT_TYPES).default('ARTICLE'),
  /** The id of the document, such as a canonical URL. The next import of the same document updates the same item. */
  sourceId: z.string().min(1),
  /** The document's own address. Its path becomes an alias that resolves to the item. */
  sourceUrl: z.string().optional(),
  /** DRAFT and WITHDRAWN items are not public. A withdrawn item keeps its text. A PUBLISHED item may be scheduled. */
  status: z.enum(['DRAFT', 'PUBLISHED', 'WITHDRAWN']).default('PUBLISHED'),
  withdrawnReason: z.string().optional(),
  /** The time of the withdrawal. Default: the time of the import. */
  withdrawnAt: moment.optional(),
  /** The language tag (BCP 47). Default: the import's `--language`, or the site's language. */
  language: languageTag.optional(),
  /** Former addresses of the item, such as `/2019/01/old-slug`. */
  aliases: z.array(z.string()).default([]),
  /** A live blog's posts. Posts of an earlier import that are missing here are removed. */
  posts: z.array(liveBlogPostSchema).default([]),
  /** The source id of the original, if this item is a translation. */
  translationOf: z.string().optional(),
  firstPublishedAt: moment.optional(),
  updatedAt: moment.optional(),
  /** The version of the document as its source states it, such as `10`. An import of an older version changes nothing. */
  sourceVersion: z.string().optional(),
  /** The time of the document's last change, to compare it with the stored item. Default: `updatedAt`. Readers never see it. */
  sourceUpdatedAt: moment.optional(),
  /** The version number of the item, for an item that moves here from another installation of Dateline. */
  version: positiveInt.optional(),
  /** Views by hour, for sample content or a moved archive. Several entries for one hour add up. */
  views: z.array(z.object({ hour: moment, views: z.number().int().positive() })).default([]),
});

export type ContentDraft = z.infer<typeof contentDraftSchema>;
/** A draft as it is written by hand. Fields with a default may be left out. */
export type ContentDraftInput = z.input<typeof contentDraftSchema>;

/** Lists the faults of a document by field: "publishedAt: Invalid ISO datetime; body.3.image.url: …". */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  whole = 'the document',
  above: readonly PropertyKey[] = [],
): string {
  const faults = issues.map((issue) => {
    const path = [...above, ...issue.path];
    const branch = issue.code === 'invalid_union' ? issue.errors.at(-1) : undefined;
    if (branch && branch.length > 0) return describeIssues(branch, whole, path);
    return `${path.map(String).join('.') || whole}: ${issue.message}`;
  });
  return faults.join('; ');
}
