import { findSqlState } from '../db/collision.js';

type UserErrorCode = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'TAKEN';

/** What a person can mend in what they sent. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** Path of the input's field, such as `body.3.image.url`; null where no single field is at fault. */
  readonly field: string | null;
}

/** Ends a mutation, whose transaction is undone: a client gets the errors in the payload. */
export class UserFaults extends Error {
  override readonly name = 'UserFaults';
  constructor(
    readonly errors: readonly UserError[],
    /** What the payload shows beside them: the item as it is now, where somebody else changed it. */
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

/** What the database refuses for good is the writer's to mend: a name that somebody took a moment ago, what is out of range or gone. */
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
