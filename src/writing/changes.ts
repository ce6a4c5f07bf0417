import { readSlug, readText } from './fields.js';
import { slugify } from './slug.js';
import { invalid, type UserFaults, notFound as unknown } from './user-faults.js';

/** New values of columns. Undefined leaves a column unchanged. */
export type Changes<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** The new value of a field that can't be empty. Undefined leaves it unchanged, and null is refused. */
export function refuseNull<Value>(field: string, given: Value | null | undefined): Value | undefined {
  if (given === null) throw invalid(field, 'must not be null: leave it out to keep its value');
  return given;
}

/** Like `refuseNull`, and reads the value. */
export function readChange<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | undefined {
  const value = refuseNull(field, given);
  return value === undefined ? undefined : read(field, value);
}

/** The new value of a field that null clears. Undefined leaves it unchanged. */
export function readClearable<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | null | undefined {
  return given === null ? null : given === undefined ? undefined : read(field, given);
}

/** The new value of a plain text, which null or an empty text clears. */
export function readClearableText(given: string | null | undefined): string | null | undefined {
  return given === undefined ? undefined : readText(given);
}

/** The slug of a new row: the requested one, or one made from `name`, the value of `field`. */
export function chooseSlug(asked: string | null | undefined, field: string, name: string): string {
  if (asked != null) return readSlug('slug', asked);
  const slug = slugify(name);
  if (slug === '')
    throw invalid('slug', `must be given: it can't be made from ${field}, which has neither letters nor digits`);
  return slug;
}

/** The error of a field whose id names no row. */
export function unknownId(field: string, what: string): UserFaults {
  return unknown(field, `there is no such ${what}`);
}

/** The fault of a field whose name nothing in the language has. */
export function unknownName(field: string, what: string, name: string, language: string): UserFaults {
  return unknown(field, `there is no ${what} ${JSON.stringify(name.slice(0, 80))} in ${language}`);
}
