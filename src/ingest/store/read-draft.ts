import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { DraftBlock } from '../../body/blocks.js';
import { sanitizeInline } from '../../body/inline-html.js';
import { fallbacksOf } from '../../site/language-tag.js';
import { type ContentDraft, contentDraftSchema } from '../contract/draft.js';
import { BadDocument } from './bad-document.js';

/** The settings of an import. */
export interface WriteSettings {
  readonly siteLanguage: string;
  /** For drafts without a language. */
  readonly language: string;
  readonly now: Date;
  /** Languages of the site's editions. */
  readonly editions: ReadonlySet<string>;
}

/** A draft with a language. */
export type ReadDraft = ContentDraft & { language: string };

/** Checks a draft against the schema, chooses its language and sanitises its HTML. */
export function readDraft(input: unknown, settings: WriteSettings): ReadDraft {
  const result = contentDraftSchema.safeParse(input);
  if (!result.success) throw new BadDocument(describeFaults(result.error));
  const draft = result.data;
  const language = chooseEdition(draft.language ?? settings.language, settings.editions);
  const posts = draft.posts.map((post) => ({ ...post, body: sanitizeBlocks(post.body) }));
  return { ...draft, language, posts, body: sanitizeBlocks(draft.body) };
}

/** Chooses the edition of a language: an item in `en-US` goes to the edition in `en`, or no list of it would show the item. */
function chooseEdition(language: string, editions: ReadonlySet<string>): string {
  return fallbacksOf(language).find((tag) => editions.has(tag)) ?? language;
}

/** Sanitises the HTML of blocks. Nothing after it does. */
export function sanitizeBlocks(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => (block.type === 'paragraph' ? { ...block, html: sanitizeInline(block.html) } : block));
}

/** A hash of a draft, which tells whether it equals the last import. The order of its fields makes no difference. */
export function hashDraft(draft: ContentDraft): string {
  const fields = Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Lists all faults: `publishedAt: …; body.3.url: …`. */
function describeFaults(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`).join('; ');
}
