import { GraphQLError } from 'graphql';
import { decodeGlobalId } from '../graphql/global-id.js';
import { slugify } from '../site/slug.js';
import { invalid } from './user-faults.js';

/** Characters that a line (a headline, a name) and a text (a description) may have. */
const LONGEST_LINE = 500;
const LONGEST_TEXT = 10_000;
const LONGEST_SLUG = 120;

/** A line of plain text, without white space around it. */
export function readLine(field: string, value: string, longest = LONGEST_LINE): string {
  const line = value.replace(/\s+/gu, ' ').trim();
  if (line === '') throw invalid(field, 'must not be empty');
  if (line.length > longest) throw invalid(field, `must have at most ${longest} characters, not ${line.length}`);
  return line;
}

/** A text that may be left out; empty is absent. */
export function readText(field: string, value: string | null | undefined, longest = LONGEST_TEXT): string | null {
  const text = value?.trim() ?? '';
  if (text.length > longest) throw invalid(field, `must have at most ${longest} characters, not ${text.length}`);
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
