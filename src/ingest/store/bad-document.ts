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

/** Turns an error of PostgreSQL about a value into a `BadDocument`, and returns other errors unchanged. */
export function blameDocument(error: unknown): unknown {
  const refusal = findSqlState(error);
  // The classes are: a row occurs twice, a value is out of range, a constraint is violated, a value is too long.
  return refusal && /^(?:21|22|23|54)/.test(refusal.code)
    ? new BadDocument(`the database refuses it: ${refusal.message}`)
    : error;
}
