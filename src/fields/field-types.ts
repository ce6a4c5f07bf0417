import { z } from 'zod';
import { builder } from '../graphql/builder.js';
import { type Image, imageSchema, positiveInt, webAddress } from '../image/image.js';
import { ImageInput, MOST_IMAGES, readAddress, readCount, readImage } from '../image/image-input.js';
import { readEach, readLine, readText } from '../writing/fields.js';
import type { InputFieldBuilder } from '../writing/mutation.js';
import type { FieldSearch } from './field.js';

/** A moment: a Date, or in JSON an RFC 3339 string with a zone. */
export const moment = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

interface TextOptions {
  readonly description: string;
  /** Characters: 255 when absent. */
  readonly longest?: number;
  /** The weight of its words in search; absent when search does not look at it. */
  readonly weight?: FieldSearch['weight'];
}

/** A plain text that may be absent. */
export function textField({ description, longest, weight }: TextOptions) {
  const schema = z.string().optional();
  return {
    schema,
    document: schema,
    input: {
      define: (t: InputFieldBuilder) => t.string({ description, ...(longest && { longest }) }),
      read: (_place: string, value: string) => readText(value) ?? undefined,
    },
    ...(weight && { search: { weight, texts: (value: string) => [value] } }),
  };
}

/** An address that a page leads to or loads. */
export function addressField(description: string) {
  const schema = webAddress.optional();
  return {
    schema,
    document: schema,
    input: { define: (t: InputFieldBuilder) => t.field({ type: 'URL', description }), read: readAddress },
  };
}

/** A whole number from 1. */
export function countField(description: string) {
  const schema = positiveInt.optional();
  return {
    schema,
    document: schema,
    input: { define: (t: InputFieldBuilder) => t.int({ description }), read: readCount },
  };
}

/** A moment that may be absent. */
export function momentField(description: string) {
  const schema = moment.optional();
  return {
    schema,
    document: schema,
    input: {
      define: (t: InputFieldBuilder) => t.field({ type: 'DateTime', description }),
      read: (_place: string, value: Date) => value,
    },
  };
}

/** Pictures in order, each with its caption, which search finds. */
export function imagesField(description: string) {
  const schema = z.array(imageSchema).default([]);
  return {
    schema,
    document: schema,
    input: {
      define: (t: InputFieldBuilder) => t.field({ type: [ImageInput], description, most: MOST_IMAGES }),
      read: readEach(readImage),
    },
    search: {
      weight: 'C' as const,
      texts: (images: readonly Image[]) => images.map(({ altText, caption }) => caption ?? altText),
    },
  };
}

const SourceInput = builder.inputType('SourceInput', {
  description: 'Who supplied an item or a part of it, such as a news agency.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, as printed.', longest: 500 }),
    role: t.string({ description: 'What part it had, such as `wire` or `data`.', longest: 200 }),
    url: t.field({ type: 'URL', description: 'Its address, or that of the original; http or https.' }),
  }),
});

const sourceSchema = z.object({ name: z.string().min(1), role: z.string().optional(), url: webAddress.optional() });
/** Who supplied an item or a part of it (ninjs infosources). */
export type Source = z.infer<typeof sourceSchema>;

/** Who supplied an item. */
export function sourcesField(description: string) {
  const schema = z.array(sourceSchema).default([]);
  return {
    schema,
    document: schema,
    input: {
      define: (t: InputFieldBuilder) => t.field({ type: [SourceInput], description, most: 50 }),
      read: readEach(readSource),
    },
  };
}

function readSource(place: string, { name, role, url }: typeof SourceInput.$inferInput): Source {
  const part = readText(role);
  return {
    name: readLine(`${place}.name`, name),
    ...(part !== null && { role: part }),
    ...(url != null && { url: readAddress(`${place}.url`, url) }),
  };
}
