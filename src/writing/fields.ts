import { GraphQLError } from 'graphql';
import { decodeGlobalId } from '../graphql/global-id.js';
import { slugify } from './slug.js';
import { invalid } from './user-faults.js';

/** Characters of a slug that a mutation takes. */
export const LONGEST_SLUG = 120;

/** A line of plain text, without white space around it. How long it may be, the field of the input declares. */
export function readLine(field: string, value: string): string {
  const line = value.replace(/\s+/gu, ' ').trim();
  if (line === '') throw invalid(field, 'must not be empty');
  return line;
}

/** A text that may be left out; empty is absent. */
export function readText(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}

/** A name for addresses, as it is asked for. */
export function readSlug(field: string, slug: string): string {
  const proper = slugify(slug, LONGEST_SLUG);
  if (proper !== slug || slug === '') {
    const example = proper === '' ? '' : `, such as ${JSON.stringify(proper)}`;
    throw invalid(field, `must be lower-case letters and digits with hyphens between words${example}`);
  }
  return slug;
}

/** The key of a global id of one of the types. */
export function readId(field: string, globalId: string, types: readonly string[]): number {
  try {
    return Number(decodeGlobalId(globalId, field, types).id);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw invalid(field, `${JSON.stringify(globalId.slice(0, 80))} is not a global id of type ${types.join(', ')}`);
  }
}
