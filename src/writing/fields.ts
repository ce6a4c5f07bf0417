import { GraphQLError } from 'graphql';
import { decodeGlobalId } from '../graphql/global-id.js';
import { slugify } from './slug.js';
import { invalid } from './user-faults.js';

/** The most characters of a slug in an input. */
export const LONGEST_SLUG = 120;

/** Reads a line of plain text, which must not be empty. Each run of white space becomes one space. */
export function readLine(field: string, value: string): string {
  const line = value.replace(/\s+/gu, ' ').trim();
  if (line === '') throw invalid(field, 'must not be empty');
  return line;
}

/** Reads an optional text. An empty text becomes null. */
export function readText(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}

/** Reads a text that must not be empty. */
export function readRequired(field: string, value: string, message = 'must not be empty'): string {
  const text = readText(value);
  if (text === null) throw invalid(field, message);
  return text;
}

/** Reads a slug. A malformed slug is refused, and the error suggests a correct one. */
export function readSlug(field: string, slug: string): string {
  const proper = slugify(slug, LONGEST_SLUG);
  if (proper !== slug || slug === '') {
    const example = proper === '' ? '' : `, such as ${JSON.stringify(proper)}`;
    throw invalid(field, `must be lower-case letters and digits with hyphens between words${example}`);
  }
  return slug;
}

/** Reads a field by `read`. Returns undefined if the field is absent or null. */
export function readOptional<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | undefined {
  return given == null ? undefined : read(field, given);
}

/** Makes a function that reads a number from `least` to `most`. An error calls the least number `name`. */
export function readBetween(least: number, most: number, name = String(least)) {
  return (field: string, value: number): number => {
    if (!(value >= least && value <= most)) throw invalid(field, `must be from ${name} to ${most}, not ${value}`);
    return value;
  };
}

/** Reads each entry of a list. Errors name the entry, such as `tags.3`. */
export function readEach<Entry, Read>(read: (field: string, entry: Entry) => Read) {
  return (field: string, entries: readonly Entry[]): Read[] =>
    entries.map((entry, index) => read(`${field}.${index}`, entry));
}

/** Reads a global id of one of the types, and returns the id of its row. */
export function readId(field: string, globalId: string, types: readonly string[]): number {
  try {
    return Number(decodeGlobalId(globalId, field, types).id);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw invalid(field, `${JSON.stringify(globalId.slice(0, 80))} is not a global id of type ${types.join(', ')}`);
  }
}
