import { createHash } from 'node:crypto';
import type { DraftBlock } from '../../body/blocks.js';
import { sanitizeInline } from '../../body/inline-html.js';
import { findSqlState, isDeadlock } from '../../db/collision.js';
import { fallbacksOf } from '../../site/language-tag.js';
import { type ContentDraft, contentDraftSchema, describeIssues } from '../contract/draft.js';

export interface WriteSettings {
  readonly siteLanguage: string;
  /** The language of drafts that state none. */
  readonly language: string;
  readonly now: Date;
  readonly editions: ReadonlySet<string>;
}

export type ReadDraft = ContentDraft & { language: string };

/** Checks a draft against the schema, chooses its language and sanitises its HTML. */
export function readDraft(input: unknown, settings: WriteSettings): ReadDraft {
  const result = contentDraftSchema.safeParse(input);
  if (!result.success) throw new BadDocument(describeIssues(result.error.issues, 'document'));
  const draft = result.data;
  const stated = draft.language ?? settings.language;
  // An item in `en-US` goes to the edition in `en`, because an item without an edition is in no list.
  const language = fallbacksOf(stated).find((tag) => settings.editions.has(tag)) ?? stated;
  const posts = draft.posts.map((post) => ({ ...post, body: sanitizeBlocks(post.body) }));
  return { ...draft, language, posts, body: sanitizeBlocks(draft.body) };
}

/** Sanitises the HTML of blocks. No later step sanitises it. */
export function sanitizeBlocks(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => (block.type === 'paragraph' ? { ...block, html: sanitizeInline(block.html) } : block));
}

/**
 * Returns a hash of a draft, to compare the draft with the last import. The order of fields makes no difference. The
 * version and the time of change that the source states are left out, because they alone change nothing of the item.
 */
export function hashDraft({ sourceUpdatedAt, sourceVersion, ...draft }: ContentDraft): string {
  const fields = Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** A document that can't be stored. The message names the field and says why. */
export class BadDocument extends Error {
  override readonly name: string = 'BadDocument';
}

/** A document that is older than what is stored of it. It is skipped, and the message says why. */
export class OlderDocument extends Error {
  override readonly name = 'OlderDocument';
}

/** The error if another writer has changed the item since it was read. */
export class Overtaken extends BadDocument {
  override readonly name = 'Overtaken';
}

/** The error if all possible slugs of a document are taken, or if another writer has just taken its source id. */
export class SlugsTaken extends BadDocument {
  override readonly name = 'SlugsTaken';
}

/** True if two writers collided: they deadlocked, or both wanted the same item or slug. Another attempt can succeed. */
export function isCollision(error: unknown): boolean {
  return (
    error instanceof SlugsTaken ||
    error instanceof Overtaken ||
    isDeadlock(error) ||
    findSqlState(error)?.code === '23505'
  );
}

/** Turns an error of PostgreSQL about a value into a `BadDocument`, and returns other errors unchanged. */
export function blameDocument(error: unknown): unknown {
  const refusal = findSqlState(error);
  // The classes of errors: a row occurs twice, a value is out of range, a constraint is violated, a value is too long.
  return refusal && /^(?:21|22|23|54)/.test(refusal.code)
    ? new BadDocument(`the database refuses it: ${refusal.message}`)
    : error;
}
