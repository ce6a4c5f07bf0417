import { readSlug, readText } from './fields.js';
import { slugify } from './slug.js';
import { invalid, type UserFaults, notFound as unknown } from './user-faults.js';

/** New values of some columns: undefined leaves a column as it is. */
export type Changes<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** The new value of a field that can't be cleared: undefined leaves it as it is, null is refused. */
export function refuseNull<Value>(field: string, given: Value | null | undefined): Value | undefined {
  if (given === null) throw invalid(field, "can't be without a value: leave it out to keep it as it is");
  return given;
}

/** The same for a field that has to be read. */
export function readChange<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | undefined {
  const value = refuseNull(field, given);
  return value === undefined ? undefined : read(field, value);
}

/** The new value of a field that null clears; undefined leaves it as it is. */
export function readClearable<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | null | undefined {
  return given === null ? null : given === undefined ? undefined : read(field, given);
}

/** The same for a plain text, which an empty one clears too. */
export function readClearableText(given: string | null | undefined): string | null | undefined {
  return given === undefined ? undefined : readText(given);
}

/** The slug of something new: the one that is asked for, or one made from `name`, the value of `field`. */
export function chooseSlug(asked: string | null | undefined, field: string, name: string): string {
  if (asked != null) return readSlug('slug', asked);
  const slug = slugify(name);
  if (slug === '') throw invalid('slug', `must be given: ${field} has neither letters nor digits to make it from`);
  return slug;
}

/** The fault of a field whose id names nothing. */
export function unknownId(field: string, what: string): UserFaults {
  return unknown(field, `there is no such ${what}`);
}

/** The fault of a field whose name nothing in the language has. */
export function unknownName(field: string, what: string, name: string, language: string): UserFaults {
  return unknown(field, `there is no ${what} ${JSON.stringify(name.slice(0, 80))} in ${language}`);
}
