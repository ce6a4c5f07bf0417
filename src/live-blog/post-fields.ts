import { type BlockInput, readBlocks } from '../content/block-input.js';
import type { Block } from '../content/blocks.js';
import { checkItems } from '../content/edit/names.js';
import type { Database } from '../db/client.js';
import { readLine } from '../writing/fields.js';
import { invalid } from '../writing/user-faults.js';
import type { PostValues } from './write.js';

/** The line over a post; an empty one is none. */
export function readTitle(title: string | null): string | null {
  return title === null || title.trim() === '' ? null : readLine('title', title);
}

/** The body of a post. What it names has to be there. */
export async function readBody(db: Database, blocks: readonly (typeof BlockInput.$inferInput)[]): Promise<Block[]> {
  const body = readBlocks('body', blocks);
  await checkItems(db, { body, related: [] });
  return body;
}

/** A post says something. */
export function checkPost(post: PostValues): PostValues {
  if (post.title === null && post.body.length === 0) throw invalid('body', 'must not be empty where there is no title');
  return post;
}
