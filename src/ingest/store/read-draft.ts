import type { z } from 'zod';
import { fallbacksOf } from '../../site/language-tag.js';
import { type ContentDraft, contentDraftSchema } from '../document/draft.js';
import { BadDocument } from './bad-document.js';
import { sanitizeBlocks } from './link-item.js';
import type { WriteSettings } from './write-item.js';

/** A draft whose language is decided. */
export type ReadDraft = ContentDraft & { language: string };

/** A draft as it is stored: in the shape that the schema gives it, its HTML sanitised. */
export function readDraft(input: unknown, settings: WriteSettings): ReadDraft {
  const result = contentDraftSchema.safeParse(input);
  if (!result.success) throw new BadDocument(describeFaults(result.error));
  const draft = result.data;
  const language = chooseEdition(draft.language ?? settings.language, settings.editions);
  const posts = draft.posts.map((post) => ({ ...post, body: sanitizeBlocks(post.body) }));
  return { ...draft, language, posts, body: sanitizeBlocks(draft.body) };
}

/** An item in `en-US` belongs to the edition in English: apart from it, no list of that edition would have it. */
function chooseEdition(language: string, editions: ReadonlySet<string>): string {
  return fallbacksOf(language).find((tag) => editions.has(tag)) ?? language;
}

/** `publishedAt: …; body.3.url: …` */
function describeFaults(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`).join('; ');
}
