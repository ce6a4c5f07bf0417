import { findSqlState } from '../db/collision.js';

type UserErrorCode = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'TAKEN';

/** A mistake in the input that a person can mend. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** Path of the input's field, such as `body.3.image.url`; null where no single field is at fault. */
  readonly field: string | null;
}

/** Thrown by a mutation to end it: its transaction is rolled back, and the payload has the errors. */
export class UserFaults extends Error {
  override readonly name = 'UserFaults';
  constructor(
    readonly errors: readonly UserError[],
    /** The row that the payload shows beside the errors: an item that somebody else has changed. */
    readonly currentId?: number,
  ) {
    super(errors.map(({ field, message }) => `${field ?? 'input'}: ${message}`).join('; '));
  }
}

export const invalid = (field: string, message: string) => new UserFaults([{ code: 'INVALID', field, message }]);
export const notFound = (field: string, message: string) => new UserFaults([{ code: 'NOT_FOUND', field, message }]);
export const taken = (field: string, message: string) => new UserFaults([{ code: 'TAKEN', field, message }]);
export const conflict = (field: string | null, message: string, currentId?: number) =>
  new UserFaults([{ code: 'CONFLICT', field, message }], currentId);

/** Turns what the database refuses for good into a fault of the input: a name taken a moment ago, a number out of range, a row that is gone. Other errors stay as they are. */
export function blameWriter(error: unknown): unknown {
  const refusal = findSqlState(error);
  if (!refusal) return error;
  if (refusal.code === '23505') return new UserFaults([{ code: 'TAKEN', field: null, message: 'it is there already' }]);
  if (refusal.code === '23503')
    return new UserFaults([{ code: 'NOT_FOUND', field: null, message: 'what it names is gone' }]);
  return /^(?:21|22|23|54)/.test(refusal.code)
    ? new UserFaults([{ code: 'INVALID', field: null, message: `the database refuses it: ${refusal.message}` }])
    : error;
}
