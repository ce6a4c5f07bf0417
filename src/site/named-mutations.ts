import type { InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { Role } from '../access/roles.js';
import type { Database } from '../db/client.js';
import type { NamedTable } from '../db/named-table.js';
import type { builder } from '../graphql/builder.js';
import { type Changes, chooseSlug, refuseNull, unknownId } from '../writing/changes.js';
import { readId } from '../writing/fields.js';
import { defineMutation, type InputFieldBuilder } from '../writing/mutation.js';
import { type Answer, answerRow } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { chooseWritingLanguage, slugAndLanguage } from './language.js';

export const LONGEST_NAME = 200;
export const LONGEST_DESCRIPTION = 2000;

/** How to write the rows of a table, such as authors. `fields` stands before `read`, because its type gives that of the input. */
interface NamedMutations<Fields extends InputFieldMap, Values, Row extends object> {
  /** The name of a thing with its article: `an author`. */
  readonly what: string;
  readonly type: ObjectRef<typeof builder.$inferSchemaTypes, Row>;
  readonly role: Role;
  /** The column from which an absent slug is made. */
  readonly named: 'name' | 'title';
  /** The description of the input that creates a thing. */
  readonly input: string;
  /** Declares the fields that both inputs have. In an update, `orNone` says that null clears a field. */
  readonly fields: (t: InputFieldBuilder, isNew: boolean, orNone: string) => Fields;
  readonly load: Answer<Row>['load'];
  /** Reads the fields. An undefined value leaves a column unchanged, or gives it its default in a new row. */
  read(input: InputShapeFromFields<Fields>, isNew: boolean, db: Database): Values | Promise<Values>;
  /** Runs after an update. */
  afterUpdate?(db: Database, id: number, values: Values): Promise<void>;
}

/** Adds two mutations to the schema: one creates rows of a table, such as `createAuthor`, and one updates them. */
export function defineNamedMutations<Fields extends InputFieldMap, Table extends NamedTable, Row extends object>(
  table: Table,
  definition: NamedMutations<Fields, Changes<Table['$inferInsert']>, Row>,
): void;
export function defineNamedMutations(
  table: NamedTable,
  definition: NamedMutations<InputFieldMap, Readonly<Record<string, unknown>>, object>,
): void {
  const { fields, input: description, named, role, type, what } = definition;
  const thing = what.replace(/^an? /, '');
  const answer = answerRow(thing, type, definition.load);
  defineMutation(`create${type.name}`, {
    description: `Creates ${what}.`,
    role,
    action: 'CREATED',
    input: description,
    fields: (t) => ({ ...fields(t, true, ''), ...slugAndLanguage(t, named) }),
    answer: answer(`The new ${thing}.`),
    async run(input, writing) {
      const values = await definition.read(input, true, writing.db);
      const language = chooseWritingLanguage(writing, input.language);
      const slug = chooseSlug(input.slug, named, `${values[named]}`);
      return insertRow(writing.db, table, `there is ${what} ${slug} in ${language}`, { ...values, language, slug });
    },
  });
  defineMutation(`update${type.name}`, {
    description: `Changes ${what}.`,
    role,
    action: 'UPDATED',
    input: `Changes to ${what}. An absent field stays as it is; null clears an optional field.`,
    fields: (t) => ({
      ...fields(t, false, '; null for none'),
      id: t.id({ required: true, description: `Global id of the ${thing}.` }),
    }),
    answer: answer(`The ${thing} after the change.`),
    async run(input, { db }) {
      const id = readId('id', input.id, [type.name]);
      const values = await definition.read(input, false, db);
      if (!(await changeRow(db, table, id, values))) throw unknownId('id', thing);
      await definition.afterUpdate?.(db, id, values);
      return id;
    },
  });
}

/** Declares the name or the title of a thing. */
export const nameField = (t: InputFieldBuilder, isNew: boolean, named: 'name' | 'title') =>
  t.string({
    required: isNew,
    description: isNew ? `The ${named}.` : `The new ${named}. The slug stays the same.`,
    longest: LONGEST_NAME,
  });

/** Declares the place of a thing in lists. */
export const positionField = (t: InputFieldBuilder, isNew: boolean) =>
  t.int({ description: `Its place in lists, the lowest first${isNew ? '; 0 when absent' : ''}.` });

/** Reads the place of a thing in lists. It is 0 when absent. */
export const readPosition = (position: number | null | undefined, isNew: boolean): number | undefined =>
  isNew ? (position ?? undefined) : refuseNull('position', position);
