import { z } from 'zod';
import { builder } from '../graphql/builder.js';
import { type Image, imageSchema, positiveInt, webAddress } from '../image/image.js';
import { ImageInput, MOST_IMAGES, readAddress, readCount, readImage } from '../image/image-input.js';
import { readEach, readLine, readOptional, readText } from '../writing/fields.js';
import type { FieldInput, FieldSearch } from './field.js';

/** The schema of a point in time: a Date, or in JSON an RFC 3339 text with a time zone. */
export const moment = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

/** Declares a field whose schema is the same in mutations, revisions and imported documents. */
export function plain<Schema extends z.ZodType>(schema: Schema) {
  return { schema, document: schema };
}

/** Declares a field that mutations can write. `define` adds it to their input types. `read` turns its input into its value. */
export function inputField<Schema extends z.ZodType, Given>(
  schema: Schema,
  define: FieldInput['define'],
  read: (place: string, value: Given) => unknown,
) {
  return { ...plain(schema), input: { define, read } };
}

interface TextOptions {
  readonly description: string;
  /** The longest text, in characters: 255 when absent. */
  readonly longest?: number;
  /** The weight of the field's words in search. Absent if search ignores the field. */
  readonly weight?: FieldSearch['weight'];
}

/** Declares a field with a plain text, which may be absent. */
export function textField({ description, longest, weight }: TextOptions) {
  return {
    ...inputField(
      z.string().optional(),
      (t) => t.string({ description, ...(longest && { longest }) }),
      (_place, value: string) => readText(value) ?? undefined,
    ),
    ...(weight && { search: { weight, texts: (value: string) => [value] } }),
  };
}

/** Declares a field with an address, which may be absent. A page links to the address or loads it. */
export function addressField(description: string) {
  return inputField(webAddress.optional(), (t) => t.field({ type: 'URL', description }), readAddress);
}

/** Declares a field with a whole number, 1 or more, which may be absent. */
export function countField(description: string) {
  return inputField(positiveInt.optional(), (t) => t.int({ description }), readCount);
}

/** Declares a field with a moment, which may be absent. */
export function momentField(description: string) {
  return inputField(
    moment.optional(),
    (t) => t.field({ type: 'DateTime', description }),
    (_place, value: Date) => value,
  );
}

/** Declares a field with pictures in order. Search finds the caption, or else the alternative text. */
export function imagesField(description: string) {
  const texts = (images: readonly Image[]) => images.map(({ altText, caption }) => caption ?? altText);
  return {
    ...inputField(
      z.array(imageSchema).default([]),
      (t) => t.field({ type: [ImageInput], description, most: MOST_IMAGES }),
      readEach(readImage),
    ),
    search: { weight: 'C' as const, texts },
  };
}

const SourceInput = builder.inputType('SourceInput', {
  description: 'Who supplied an item or a part of it, such as a news agency.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, as printed.', longest: 500 }),
    role: t.string({ description: 'The role of the source, such as `wire` or `data`.', longest: 200 }),
    url: t.field({ type: 'URL', description: 'The address of the source or of the original text, http or https.' }),
  }),
});

const sourceSchema = z.object({ name: z.string().min(1), role: z.string().optional(), url: webAddress.optional() });
/** Who supplied an item or a part of it (ninjs infosources). */
export type Source = z.infer<typeof sourceSchema>;

export const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'Who supplied an item or a part of it, such as a news agency (ninjs infosource).',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, as printed.' }),
    role: t.exposeString('role', { nullable: true, description: 'The role of the source, such as `wire` or `data`.' }),
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description: 'The address of the source or of the original text.',
    }),
  }),
});

/** Declares a field with the sources of an item. */
export function sourcesField(description: string) {
  return inputField(
    z.array(sourceSchema).default([]),
    (t) => t.field({ type: [SourceInput], description, most: 50 }),
    readEach(readSource),
  );
}

function readSource(place: string, { name, role, url }: typeof SourceInput.$inferInput): Source {
  return {
    name: readLine(`${place}.name`, name),
    role: readText(role) ?? undefined,
    url: readOptional(`${place}.url`, url, readAddress),
  };
}
