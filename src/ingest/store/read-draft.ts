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
  /** The language of drafts that state none. */
  readonly language: string;
  readonly now: Date;
  /** The languages of the site's editions. */
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

/**
 * Chooses the edition for a language. An item in `en-US` goes to the edition in `en`, because an item without an edition is
 * in no list.
 */
function chooseEdition(language: string, editions: ReadonlySet<string>): string {
  return fallbacksOf(language).find((tag) => editions.has(tag)) ?? language;
}

/** Sanitises the HTML of blocks. No later step does. */
export function sanitizeBlocks(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => (block.type === 'paragraph' ? { ...block, html: sanitizeInline(block.html) } : block));
}

/** Returns a hash of a draft, to compare the draft with the last import. The order of fields makes no difference. */
export function hashDraft(draft: ContentDraft): string {
  const fields = Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Lists all faults: `publishedAt: …; body.3.url: …`. */
function describeFaults(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`).join('; ');
}
