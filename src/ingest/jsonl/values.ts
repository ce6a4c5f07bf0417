import { plainText } from '../text/plain.js';
import { wrongType } from '../text/storable.js';
import type { Found } from './map.js';

/** Returns the plain text of a field, without markup. */
export function readPlain(found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  if (typeof found.value !== 'string') throw wrongType(found.field, 'text', found.value);
  return plainText(found.value);
}

/** Returns an id, a time or a number as text. */
export function readScalar(found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  if (typeof found.value !== 'string' && typeof found.value !== 'number')
    throw wrongType(found.field, 'text or a number', found.value);
  return String(found.value).trim();
}

/**
 * Reads names from a text, from an object with a name, or from a list of these. `separator` splits a text that is not in a
 * list.
 */
export function readNames(found: Found | undefined, separator?: RegExp): string[] {
  if (found === undefined) return [];
  const { field, value } = found;
  const names = Array.isArray(value)
    ? value.map((each: unknown, index) => readName(each, `${field}[${index}]`))
    : typeof value === 'string' && separator
      ? value.split(separator)
      : [readName(value, field)];
  return names.map((name) => plainText(name)).filter((name) => name !== undefined);
}

function readName(value: unknown, field: string): string | undefined {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  if (typeof name !== 'string' && name !== null) throw wrongType(field, 'text or an object with a name', value);
  return name ?? undefined;
}
