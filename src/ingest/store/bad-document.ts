import { findSqlState, isDeadlock } from '../../db/collision.js';

/** A document that can't be stored. The message names the field and says why. */
export class BadDocument extends Error {
  override readonly name: string = 'BadDocument';
}

/** All slugs that the document could get are taken, or another writer has just taken its source id. */
export class SlugsTaken extends BadDocument {
  override readonly name = 'SlugsTaken';
}

/** True if two writers collided: they deadlocked, or both wanted the same slug. Another attempt can succeed. */
export function isCollision(error: unknown): boolean {
  return error instanceof SlugsTaken || isDeadlock(error) || findSqlState(error)?.code === '23505';
}

/**
 * Turns an error of PostgreSQL about a value into a `BadDocument`, and returns other errors unchanged. The classes of such
 * errors are 21 (a row occurs twice), 22 (a value is out of range), 23 (a constraint is violated) and 54 (a value is too
 * long).
 */
export function blameDocument(error: unknown): unknown {
  const refusal = findSqlState(error);
  return refusal && /^(?:21|22|23|54)/.test(refusal.code)
    ? new BadDocument(`the database refuses it: ${refusal.message}`)
    : error;
}
