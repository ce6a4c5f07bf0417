import type { ObjectFieldsShape, ObjectRef } from '@pothos/core';
import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';
import type { UserError } from './user-faults.js';

type MaybePromise<Value> = Value | Promise<Value>;

/** What a mutation answers. The fields of its payload resolve from it. */
export interface Payload<Row> {
  /** What was written. With a conflict, what is there instead; with other errors, null. */
  readonly row: () => MaybePromise<Row | null>;
  readonly cursor: string | null;
  readonly userErrors: readonly UserError[];
}

/** The fields of a mutation's payload, and the row that they resolve from. Every payload has `cursor` and `userErrors` too. */
export interface Answer<Row, Input = object> {
  readonly fields: ObjectFieldsShape<typeof builder.$inferSchemaTypes, Payload<Row>>;
  /** Loads the row after the write, by loaders that were made after it. */
  load(id: number, context: Context, input: Input): MaybePromise<Row | null>;
}

/** Makes answers that have one field, which shows the written row. The description says in which state. */
export function answerRow<Row extends object>(
  name: string,
  type: ObjectRef<typeof builder.$inferSchemaTypes, Row>,
  load: Answer<Row>['load'],
): (description: string) => Answer<Row>;
export function answerRow(
  name: string,
  type: ObjectRef<typeof builder.$inferSchemaTypes, object>,
  load: Answer<object>['load'],
): (description: string) => Answer<object> {
  return (description) => ({
    fields: (t) => ({ [name]: t.field({ type, nullable: true, description, resolve: ({ row }) => row() }) }),
    load,
  });
}

/** The answer of a mutation that deletes: `deletedId`. */
export function answerDeleted(description: string, toGlobalId: (id: number) => string): Answer<string> {
  return {
    fields: (t) => ({ deletedId: t.id({ nullable: true, description, resolve: ({ row }) => row() }) }),
    load: toGlobalId,
  };
}

const UserErrorCodeEnum = builder.enumType('UserErrorCode', {
  description: 'What sort of mistake a person can mend.',
  values: {
    INVALID: { description: 'The value is not allowed: the message says what is.' },
    NOT_FOUND: { description: 'What the field names is not there.' },
    CONFLICT: { description: 'It changed meanwhile, or its state does not allow it: load it anew.' },
    TAKEN: { description: 'Another one has the name already.' },
  },
});

const UserErrorType = builder.objectRef<UserError>('UserError').implement({
  description: 'A mistake that a person can mend.',
  fields: (t) => ({
    code: t.expose('code', { type: UserErrorCodeEnum, description: 'What sort of mistake.' }),
    message: t.exposeString('message', { description: 'What is wrong, and what to do.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The field of the input, such as `body.3.image.url`; null where no single one is at fault.',
    }),
  }),
});

/** Makes the payload type of a mutation. */
export function definePayload<Row>(typeName: string, mutation: string, fields: Answer<Row>['fields']) {
  const ref = builder.objectRef<Payload<Row>>(typeName);
  ref.implement({ description: `What \`${mutation}\` answers.`, fields });
  builder.objectFields(ref, (t) => ({
    cursor: t.exposeString('cursor', {
      nullable: true,
      description:
        'The place of this change in the event log: subscribe after it, or ask `changes` after it. Null with errors.',
    }),
    userErrors: t.field({
      type: [UserErrorType],
      description: 'Mistakes that a person can mend. When there are any, nothing was written.',
      resolve: ({ userErrors }) => [...userErrors],
    }),
  }));
  return ref;
}
