import type { ObjectFieldsShape } from '@pothos/core';
import type { Role } from '../access/identity.js';
import type { Database } from '../db/client.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { writeLogCursor } from './cursor.js';
import type { RevisionAction } from './log.js';
import { blameWriter, type UserError, UserFaults } from './user-faults.js';

const UserErrorCodeEnum = builder.enumType('UserErrorCode', {
  description: 'What sort of mistake a person can mend.',
  values: {
    INVALID: { description: 'The value is not allowed: the message says what is.' },
    NOT_FOUND: { description: 'What the field names is not there.' },
    CONFLICT: { description: 'It changed meanwhile, or its state does not allow it: load it anew.' },
    TAKEN: { description: 'Another one has the name already.' },
  },
});

export const UserErrorType = builder.objectRef<UserError>('UserError').implement({
  description: 'A mistake that a person can mend. Where there is one, nothing was written.',
  fields: (t) => ({
    code: t.expose('code', { type: UserErrorCodeEnum, description: 'What sort of mistake.' }),
    message: t.exposeString('message', { description: 'What is wrong, and what to do.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The field of the input, such as `body.3.image.url`; null where no single one is at fault.',
    }),
  }),
});

type MaybePromise<Value> = Value | Promise<Value>;

/** What a mutation answers: a payload's fields come from it. */
export interface Payload<Row> {
  /** What was written; null with `userErrors`, or with a conflict what is there. */
  readonly row: () => MaybePromise<Row | null>;
  readonly cursor: string | null;
  readonly userErrors: readonly UserError[];
}

type PayloadFields<Row> = ObjectFieldsShape<typeof builder.$inferSchemaTypes, Payload<Row>>;

/** The payload type of a mutation, with a field for what was written. */
export function payloadType<Row>(mutation: string, resultField: PayloadFields<Row>) {
  const ref = builder.objectRef<Payload<Row>>(`${mutation[0]?.toUpperCase()}${mutation.slice(1)}Payload`);
  ref.implement({ description: `What \`${mutation}\` answers.`, fields: resultField });
  builder.objectFields(ref, (t) => ({
    cursor: t.exposeString('cursor', {
      nullable: true,
      description:
        'Where the event log stands with this change: subscribe, or ask `changes`, after it. Null with errors.',
    }),
    userErrors: t.field({
      type: [UserErrorType],
      description: 'What a person can mend. Where there is something, nothing was written.',
      resolve: ({ userErrors }) => [...userErrors],
    }),
  }));
  return ref;
}

/** The least role that a mutation needs, and its description that says so. */
export const needs = (role: Role, description: string) => ({
  description: `${description} Needs the role ${role}.`,
  authScopes: { role },
});

/** Describes the argument of every mutation. */
export const INPUT = 'What to write.';

/** What a mutation works with. */
export interface Writing {
  /** The transaction. */
  readonly db: Database;
  readonly now: Date;
  readonly context: Context;
}

/** The id of what was written; with the position that an earlier request had already, whose result this one repeats. */
export interface Outcome {
  readonly id: number;
  readonly position: number;
}

/**
 * Runs a mutation in one transaction and answers its payload. `run` throws `UserFaults` for what a person can mend: then
 * nothing was written. `load` reads what was written, and where `UserFaults` name it, what is there instead.
 */
export async function answerWriting<Row>(
  context: Context,
  action: RevisionAction,
  run: (writing: Writing) => Promise<number | Outcome>,
  load: (id: number) => MaybePromise<Row | null>,
  before: () => Promise<void> = async () => {},
): Promise<Payload<Row>> {
  try {
    await before();
    // Read before: transactions that waited for a second connection, with all of them in use by such as themselves, would wait in vain.
    await context.loaders.site.load();
    const { position, result } = await context.write(action, (db, now) => run({ db, now, context }));
    const outcome = typeof result === 'number' ? { id: result, position } : result;
    return { row: () => load(outcome.id), cursor: writeLogCursor(outcome.position), userErrors: [] };
  } catch (error) {
    const fault = blameWriter(error);
    if (!(fault instanceof UserFaults)) throw fault;
    const { currentId, errors: userErrors } = fault;
    return { row: () => (currentId === undefined ? null : load(currentId)), cursor: null, userErrors };
  }
}
