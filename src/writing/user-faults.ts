import { findSqlState } from '../db/collision.js';

type UserErrorCode = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'TAKEN';

/** A mistake in the input. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly field: string | null;
}

/** Mistakes in the input of a mutation. Its transaction is rolled back, and the payload has the errors. */
export class UserFaults extends Error {
  override readonly name = 'UserFaults';
  constructor(
    readonly errors: readonly UserError[],
    /** The id of the row that somebody else has changed. The payload shows this row beside the errors. */
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

/** Turns an error of the database into `UserFaults` if the input is the reason, such as a name that is taken. */
export function toUserFaults(error: unknown): unknown {
  const refusal = findSqlState(error);
  if (!refusal) return error;
  if (refusal.code === '23505') return new UserFaults([{ code: 'TAKEN', field: null, message: 'it exists already' }]);
  if (refusal.code === '23503')
    return new UserFaults([
      { code: 'NOT_FOUND', field: null, message: 'something that the input names no longer exists' },
    ]);
  return /^(?:21|22|23|54)/.test(refusal.code)
    ? new UserFaults([{ code: 'INVALID', field: null, message: `the database refuses it: ${refusal.message}` }])
    : error;
}
