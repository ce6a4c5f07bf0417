import type { InputFieldMap, InputObjectRef, InputShapeFromFields } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { needs, type Role } from '../access/roles.js';
import type { Database } from '../db/client.js';
import { BoundCheck } from '../graphql/bound-check.js';
import { builder } from '../graphql/builder.js';
import type { Context, Loaders } from '../schema/context.js';
import { writeLogCursor } from './cursor.js';
import { IDEMPOTENCY_KEY, readKey, runOnce } from './idempotency.js';
import { type RevisionAction, writeLogged } from './log.js';
import { type Answer, definePayload, type Payload } from './payload.js';
import { invalid, toUserFaults, UserFaults } from './user-faults.js';

type SchemaTypes = typeof builder.$inferSchemaTypes;
export type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<SchemaTypes, 'InputObject'>;

/**
 * What a mutation uses in its transaction. There are no loaders, because a loader takes a second connection. If
 * transactions held all connections, they would wait for ever.
 */
export interface Writing extends Pick<Context, 'caller' | 'services'> {
  readonly db: Database;
  readonly now: Date;
  /** The site as it was before the transaction. */
  readonly site: Awaited<ReturnType<Loaders['site']['load']>>;
}

/** A row that a mutation returns whole, because a part of the row is not stored, such as the text of a new token. */
interface Made<Row> {
  readonly id: number;
  readonly row: Row;
}

/**
 * The definition of a mutation. `fields` comes before the methods, because TypeScript infers their input from `fields`.
 * Methods, unlike function properties, let definitions with different inputs share one type.
 */
export interface MutationDefinition<Fields extends InputFieldMap, Row> {
  readonly description: string;
  readonly role: Role;
  /** The action that revisions store. */
  readonly action: RevisionAction;
  readonly input: string;
  readonly fields: (t: InputFieldBuilder) => Fields;
  readonly isOneOf?: boolean;
  /** The reason why the input has no idempotency key. When absent, the input has a key. */
  readonly withoutKey?: string;
  readonly answer: Answer<Row, NoInfer<InputShapeFromFields<Fields>>>;
  chooseAction?(input: InputShapeFromFields<Fields>, now: Date): RevisionAction;
  /** Runs before the transaction, but not if there is an idempotency key: a repeated request must get its answer. */
  before?(input: InputShapeFromFields<Fields>, context: Context): Promise<void>;
  /** Writes, and returns the id of the written row. If it throws `UserFaults`, nothing is written. */
  run(input: InputShapeFromFields<Fields>, writing: Writing): Promise<number | Made<Row>>;
}

/** Adds a mutation to the schema: its field, its input type and its payload type. */
export function defineMutation<Fields extends InputFieldMap, Row>(
  name: string,
  definition: MutationDefinition<Fields, Row>,
): void {
  const { fields, input: description, isOneOf = false, withoutKey } = definition;
  const ref = builder.inputType(`${capitalise(name)}Input`, {
    description,
    isOneOf,
    fields: (t) => ({ ...fields(t), ...(withoutKey === undefined && { idempotencyKey: t.string(IDEMPOTENCY_KEY) }) }),
  });
  addField(name, ref, definition);
}

type AnyInput = InputShapeFromFields<InputFieldMap>;
type AnyDefinition<Row> = MutationDefinition<InputFieldMap, Row>;

function addField<Row>(name: string, ref: InputObjectRef<SchemaTypes, AnyInput>, definition: AnyDefinition<Row>): void {
  const { answer, description, role, withoutKey } = definition;
  const payload = definePayload<Row>(`${capitalise(name)}Payload`, name, answer.fields);
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      ...needs(role, description),
      args: { input: t.arg({ type: ref, required: true, description: 'The input of the mutation.' }) },
      extensions: { withoutKey },
      resolve: (_root, { input }, context, info) => answerMutation(definition, input, context, info),
    }),
  );
}

/** Runs a mutation in one transaction. Mistakes in the input become the payload's `userErrors`. */
async function answerMutation<Row>(
  definition: AnyDefinition<Row>,
  input: AnyInput,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Payload<Row>> {
  const load = (id: number) => definition.answer.load(id, context, input);
  try {
    checkBounds(input, info);
    const { position, result } = await write(definition, input, context, info.fieldName);
    const row = 'row' in result ? () => result.row : () => load(result.id);
    return { row, cursor: writeLogCursor('position' in result ? result.position : position), userErrors: [] };
  } catch (error) {
    const fault = toUserFaults(error);
    if (!(fault instanceof UserFaults)) throw fault;
    const { currentId, errors: userErrors } = fault;
    return { row: () => (currentId === undefined ? null : load(currentId)), cursor: null, userErrors };
  }
}

function checkBounds(input: AnyInput, { fieldName, parentType }: GraphQLResolveInfo): void {
  const place = parentType.getFields()[fieldName]?.args.find(({ name }) => name === 'input');
  const fault = place && new BoundCheck().find(place, input, '');
  if (fault) throw invalid(fault.path, fault.problem);
}

async function write<Row>(definition: AnyDefinition<Row>, input: AnyInput, context: Context, name: string) {
  const { caller, clock, database, loaders, services } = context;
  const key = readKey(input);
  if (key === null) await definition.before?.(input, context);
  const site = await loaders.site.load();
  const now = clock();
  const action = definition.chooseAction?.(input, now) ?? definition.action;
  const written = await writeLogged(database.pool, { actor: caller.identity.actor, action, now }, (db) => {
    const writing = { db, now, site, caller, services };
    return runOnce(writing, key, [name, input], async () => {
      const made = await definition.run(input, writing);
      return typeof made === 'number' ? { id: made } : made;
    });
  });
  services.announce();
  services.indexSoon();
  // The payload needs fresh loaders, because the old ones may hold rows from before the write.
  Object.assign(context, context.readAnew());
  return written;
}

function capitalise(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
