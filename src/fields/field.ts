import type { InputFieldRef } from '@pothos/core';
import type { z } from 'zod';
import type { builder } from '../graphql/builder.js';
import type { ContentType } from '../item/kind-names.js';
import type { InputFieldBuilder } from '../writing/mutation.js';
import { invalid } from '../writing/user-faults.js';

type SchemaTypes = typeof builder.$inferSchemaTypes;

/**
 * A field of an item. Each field is declared once. The inputs of mutations, revisions, the columns, importers, the
 * export and search all use this declaration. Most fields are stored in the column of the same name, in `content_items`
 * or in the table of the kind. A field without a column, such as `tags`, is stored in a table of its own.
 */
export interface ItemField {
  /** The value in a change by an editor, and in a revision. */
  readonly schema: z.ZodType;
  /** The value in a document that is imported or exported. */
  readonly document: z.ZodType;
  /** How a mutation reads the field. Absent if separate mutations write the field, such as the date of publication. */
  readonly input?: FieldInput;
  /** The words of the field that search finds. Absent when search ignores the field. */
  readonly search?: FieldSearch;
}

export interface FieldInput {
  /** Declares the field in an input. `isNew` is true if the mutation creates an item. */
  readonly define: (t: InputFieldBuilder, isNew: boolean) => InputFieldRef<SchemaTypes, unknown>;
  /** The kinds whose mutations have the field in their inputs. Every kind when absent. */
  readonly only?: readonly ContentType[];
  /** Reads a value of the type that `define` declares. `place` is its path in the input, for errors. */
  read(place: string, value: unknown): unknown;
}

export interface FieldSearch {
  /** A for the headline, B for summaries, C for the text, D for names. */
  readonly weight: 'A' | 'B' | 'C' | 'D';
  texts(value: unknown): readonly string[];
}

/** Fields by their names. */
export type ItemFields = Readonly<Record<string, ItemField>>;
/** The values of an item by the names of its fields. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** Makes the shape of a zod object from fields, with the `schema` or the `document` of each field. */
export function shapeOf<Fields extends ItemFields, Part extends 'schema' | 'document'>(
  fields: Fields,
  part: Part,
): { [Name in keyof Fields]: Fields[Name][Part] };
export function shapeOf(fields: ItemFields, part: 'schema' | 'document'): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field[part]]));
}

/** Declares the fields in the input of a mutation that writes items of one kind. */
export function defineInputs(
  fields: ItemFields,
  type: ContentType,
  t: InputFieldBuilder,
  isNew: boolean,
): Record<string, InputFieldRef<SchemaTypes, unknown>> {
  const declared = Object.entries(fields).flatMap(([name, { input }]) =>
    input && (input.only ?? [type]).includes(type) ? [[name, input.define(t, isNew)] as const] : [],
  );
  return Object.fromEntries(declared);
}

/** Reads the fields that an input has. Null clears a field, which is then undefined in the result. */
export function readInputs(fields: ItemFields, input: FieldValues): FieldValues {
  const read = Object.entries(fields).flatMap(([name, field]) => {
    const value = input[name];
    if (value === undefined || !field.input) return [];
    if (value !== null) return [[name, field.input.read(name, value)]];
    if (field.schema.safeParse(undefined).success) return [[name, undefined]];
    throw invalid(name, 'must not be null: leave the field out to keep its value');
  });
  return Object.fromEntries(read);
}
