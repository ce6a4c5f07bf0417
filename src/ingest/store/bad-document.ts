import { findSqlState, isDeadlock } from '../../db/collision.js';

/** A document that can't be stored: the message names the field and says why. */
export class BadDocument extends Error {
  override readonly name: string = 'BadDocument';
}

/** Every slug that the document could have is taken, or its source id was, by a writer at the same time. */
export class SlugsTaken extends BadDocument {
  override readonly name = 'SlugsTaken';
}

/** Whether two writers met (a deadlock, one name for two items): the same again can succeed. */
export function isCollision(error: unknown): boolean {
  return error instanceof SlugsTaken || isDeadlock(error) || findSqlState(error)?.code === '23505';
}

/** Values that PostgreSQL refuses (classes 21, 22, 23 and 54: one thing twice, out of range, against a rule, too long) are the document's fault. */
export function blameDocument(error: unknown): unknown {
  const refusal = findSqlState(error);
  return refusal && /^(?:21|22|23|54)/.test(refusal.code)
    ? new BadDocument(`the database refuses it: ${refusal.message}`)
    : error;
}
