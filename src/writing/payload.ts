import type { ObjectFieldsShape, ObjectRef } from '@pothos/core';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import type { Context } from '../schema/context.js';
import type { UserError } from './user-faults.js';

type MaybePromise<Value> = Value | Promise<Value>;

/** The result of a mutation, from which the fields of its payload are resolved. */
export interface Payload<Row> {
  /** The written row. After a conflict, the stored row; after other errors, null. */
  readonly row: () => MaybePromise<Row | null>;
  readonly cursor: string | null;
  readonly userErrors: readonly UserError[];
}

/** The fields of a mutation's payload beside `cursor` and `userErrors`, and how their row is loaded. */
export interface Answer<Row, Input = object> {
  readonly fields: ObjectFieldsShape<typeof builder.$inferSchemaTypes, Payload<Row>>;
  /** Loads the row after the write, with fresh loaders. */
  load(id: number, context: Context, input: Input): MaybePromise<Row | null>;
}

/** Makes answers with one field, which shows the written row. `description` is the description of the field. */
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

/** Makes the answer of a mutation that deletes a row. It has one field, which is the global id of the row. */
export function answerId(name: string, description: string, typename: string): Answer<string> {
  return {
    fields: (t) => ({ [name]: t.id({ nullable: true, description, resolve: ({ row }) => row() }) }),
    load: (id) => encodeGlobalId(typename, id),
  };
}

const UserErrorCodeEnum = builder.enumType('UserErrorCode', {
  description: 'The kind of a mistake in the input.',
  values: {
    INVALID: { description: 'The value is not allowed. The message says which values are allowed.' },
    NOT_FOUND: { description: 'The field names something that does not exist.' },
    CONFLICT: {
      description: 'The item was changed meanwhile, or its state does not allow the mutation. Load it again.',
    },
    TAKEN: { description: 'The name is in use already.' },
  },
});

const UserErrorType = builder.objectRef<UserError>('UserError').implement({
  description: 'A mistake in the input.',
  fields: (t) => ({
    code: t.expose('code', { type: UserErrorCodeEnum, description: 'The kind of the mistake.' }),
    message: t.exposeString('message', { description: 'What is wrong, and what to do.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The field of the input, such as `body.3.image.url`; null when no single field is wrong.',
    }),
  }),
});

/** Makes the payload type of a mutation. */
export function definePayload<Row>(typeName: string, mutation: string, fields: Answer<Row>['fields']) {
  const ref = builder.objectRef<Payload<Row>>(typeName);
  ref.implement({ description: `The result of \`${mutation}\`.`, fields });
  builder.objectFields(ref, (t) => ({
    cursor: t.exposeString('cursor', {
      nullable: true,
      description:
        'The position of this change in the event log, for `after` in subscriptions and `changes`. Null when there are errors.',
    }),
    userErrors: t.field({
      type: [UserErrorType],
      description: 'Mistakes in the input. If there are any, nothing was written.',
      resolve: ({ userErrors }) => [...userErrors],
    }),
  }));
  return ref;
}
