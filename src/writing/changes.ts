import { readSlug, readText } from './fields.js';
import { slugify } from './slug.js';
import { invalid, type UserFaults, notFound as unknown } from './user-faults.js';

/** New values of columns. Undefined leaves a column unchanged. */
export type Changes<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** Returns the new value of a field that can't be null. Undefined leaves the field unchanged. Null is refused. */
export function refuseNull<Value>(field: string, given: Value | null | undefined): Value | undefined {
  if (given === null) throw invalid(field, 'must not be null: leave it out to keep its value');
  return given;
}

/** Reads the new value of a field that can't be null. Undefined leaves the field unchanged. */
export function readChange<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | undefined {
  const value = refuseNull(field, given);
  return value === undefined ? undefined : read(field, value);
}

/** Reads the new value of a field that null clears, by `read`. Undefined leaves the field unchanged. */
export function readClearable<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | null | undefined {
  return given === null ? null : given === undefined ? undefined : read(field, given);
}

/** Reads the new value of a plain text. An empty text or null clears the field. Undefined leaves it unchanged. */
export function readClearableText(given: string | null | undefined): string | null | undefined {
  return given === undefined ? undefined : readText(given);
}

/** Returns the requested slug of a new row, or makes a slug from `name`, the value of the input field `field`. */
export function chooseSlug(asked: string | null | undefined, field: string, name: string): string {
  if (asked != null) return readSlug('slug', asked);
  const slug = slugify(name);
  if (slug === '') throw invalid('slug', `must be given: ${field} has no letter or digit to make a slug from`);
  return slug;
}

/** The error of a field that has the id of a missing row. */
export function unknownId(field: string, what: string): UserFaults {
  return unknown(field, `there is no such ${what}`);
}

/** The error of a field with an unknown name: no row in the language has the name. */
export function unknownName(field: string, what: string, name: string, language: string): UserFaults {
  return unknown(field, `there is no ${what} ${JSON.stringify(name.slice(0, 80))} in ${language}`);
}
