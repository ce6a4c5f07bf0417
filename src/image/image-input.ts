import type { z } from 'zod';
import { builder } from '../graphql/builder.js';
import { readBetween, readOptional, readText } from '../writing/fields.js';
import { invalid } from '../writing/user-faults.js';
import { type Image, positiveInt, webAddress } from './image.js';

/** The most pictures of one item. A gallery of a whole year has some hundreds, and an update sends them all. */
export const MOST_IMAGES = 500;

const FocalPointInput = builder.inputType('FocalPointInput', {
  description: 'The point of a picture that a crop must keep.',
  fields: (t) => ({
    x: t.float({ required: true, description: '0 (left) to 1 (right).' }),
    y: t.float({ required: true, description: '0 (top) to 1 (bottom).' }),
  }),
});

export const ImageInput = builder.inputType('ImageInput', {
  description: 'A picture as it is used in one place. The same file can have another caption elsewhere.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      required: true,
      description: 'The address: http or https, or a path of this gateway such as `/media/harbour.svg`.',
    }),
    altText: t.string({
      required: true,
      description: "What the picture shows, for people who can't see it; empty if the picture is only decoration.",
      longest: 2000,
    }),
    caption: t.string({ description: 'The text under the picture.', longest: 2000 }),
    credit: t.string({ description: 'Who made or owns the picture, as printed.', longest: 500 }),
    width: t.int({ description: 'Width of the original in pixels.' }),
    height: t.int({ description: 'Height of the original in pixels.' }),
    focalPoint: t.field({
      type: FocalPointInput,
      description: 'The point that a crop must keep; the middle when absent.',
    }),
  }),
});

/** Turns the input of a picture into the form that is stored. */
export function readImage(field: string, input: typeof ImageInput.$inferInput): Image {
  const { altText, caption, credit, focalPoint, height, url, width } = input;
  return {
    url: readAddress(`${field}.url`, url),
    altText: readText(altText) ?? '',
    caption: readText(caption) ?? undefined,
    credit: readText(credit) ?? undefined,
    width: readOptional(`${field}.width`, width, readCount),
    height: readOptional(`${field}.height`, height, readCount),
    focalPoint: readOptional(`${field}.focalPoint`, focalPoint, readFocalPoint),
  };
}

/** Reads an address that `schema` allows. The default schema allows addresses to which a page may link. */
export function readAddress(field: string, url: string, schema: z.ZodType<string> = webAddress): string {
  const result = schema.safeParse(url);
  if (result.success) return result.data;
  throw invalid(field, result.error.issues[0]?.message ?? 'must be an address');
}

/** Reads a count, for example of pixels or seconds. It must be 1 or more. */
export function readCount(field: string, value: number): number {
  if (!positiveInt.safeParse(value).success) throw invalid(field, `must be 1 or more, not ${value}`);
  return value;
}

const readCoordinate = readBetween(0, 1);

function readFocalPoint(field: string, { x, y }: typeof FocalPointInput.$inferInput) {
  return { x: readCoordinate(`${field}.x`, x), y: readCoordinate(`${field}.y`, y) };
}
