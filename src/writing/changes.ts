import { readSlug } from './fields.js';
import { slugify } from './slug.js';
import { invalid, type UserFaults, notFound as unknown } from './user-faults.js';

/** New values of some columns: undefined leaves a column as it is. */
export type Changes<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** What an update writes over a field that is always there: undefined leaves it as it is, null is refused. */
export function readChange<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | undefined {
  if (given === null) throw invalid(field, "can't be without a value: leave it out to keep it as it is");
  return given === undefined ? undefined : read(field, given);
}

/** The same for a field that null clears. */
export function readClearable<Given, Value>(
  field: string,
  given: Given | null | undefined,
  read: (field: string, given: Given) => Value,
): Value | null | undefined {
  return given === null ? null : given === undefined ? undefined : read(field, given);
}

/** The slug of something new: the one asked for, or made from what `field` says. */
export function chooseSlug(asked: string | null | undefined, field: string, name: string): string {
  if (asked != null) return readSlug('slug', asked);
  const slug = slugify(name);
  if (slug === '') throw invalid('slug', `must be given: ${field} has neither letters nor digits to make it from`);
  return slug;
}

/** Tells that what an id names is not there, or not any more. */
export function unknownId(field: string, what: string): UserFaults {
  return unknown(field, `there is no such ${what}`);
}
