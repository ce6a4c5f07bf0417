import { codedError } from '../errors.js';
import { longestOf } from './bounds.js';

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads an RFC 3339 time with a zone. A date that doesn't exist (30 February) is refused. */
export function parseDateTime(value: unknown): Date {
  const date = isWithin('DateTime', value) && RFC_3339.test(value) ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime()) || !existsInCalendar(String(value)) || !isStorable(date)) {
    throw codedError(
      'BAD_USER_INPUT',
      `${show(value)} is not an RFC 3339 time with a zone, such as 2026-03-23T14:23:00Z`,
    );
  }
  return date;
}

/** Reads a BCP 47 tag in its canonical form: `es-mx` becomes `es-MX`. `*` stands for every language. */
export function parseLanguageTag(value: unknown): string {
  if (value === '*') return value;
  try {
    if (isWithin('LanguageTag', value)) return new Intl.Locale(value).toString();
  } catch {
    // The tag is refused below.
  }
  throw codedError('BAD_USER_INPUT', `${show(value)} is not a BCP 47 language tag, such as en, es-MX or ar`);
}

/** Accepts any text. Each field checks its addresses later, so that an error can name the field. */
export function parseUrl(value: unknown): string {
  if (typeof value === 'string') return value;
  throw codedError('BAD_USER_INPUT', `${show(value)} is not an address`);
}

/** True for a text within its bound. Validation reads literals before `BoundCheck` runs, so this check is needed. */
function isWithin(scalar: string, value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestOf(scalar);
}

/** True if the year has four digits. Some databases and clients misread other years. */
function isStorable(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999;
}

function existsInCalendar(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCDate() === day;
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
