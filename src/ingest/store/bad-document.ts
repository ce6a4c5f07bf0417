import { findSqlState, isDeadlock } from '../../db/collision.js';

/** A document that can't be stored. The message names the field and says why. */
export class BadDocument extends Error {
  override readonly name: string = 'BadDocument';
}

/** All slugs that the document could get are taken, or another writer has just taken its source id. */
export class SlugsTaken extends BadDocument {
  override readonly name = 'SlugsTaken';
}

/** Whether two writers collided, by a deadlock or over one slug. Another attempt can succeed. */
export function isCollision(error: unknown): boolean {
  return error instanceof SlugsTaken || isDeadlock(error) || findSqlState(error)?.code === '23505';
}

/**
 * Turns PostgreSQL's refusal of a value into a `BadDocument`; other errors stay. The classes are 21 (one row twice), 22 (out
 * of range), 23 (against a constraint) and 54 (too long).
 */
export function blameDocument(error: unknown): unknown {
  const refusal = findSqlState(error);
  return refusal && /^(?:21|22|23|54)/.test(refusal.code)
    ? new BadDocument(`the database refuses it: ${refusal.message}`)
    : error;
}
