import { parseByline } from '../text/byline.js';
import type { FileIdentity } from './identity.js';

/**
 * Front matter with its names apart: the first category is the section, and the others are tags; an author that is a text is
 * the byline as it is printed, and the people and agencies in it; a path in place of an address is one that it had.
 */
export function readNames(matter: ReadonlyMap<string, unknown>, { date }: FileIdentity): ReadonlyMap<string, unknown> {
  const separator = date === undefined ? /,/ : JEKYLLS;
  const names = new Map(matter);
  const categories = listOf(matter.get('categories'), separator);
  const [section = matter.get('category'), ...others] = matter.has('section') ? [undefined, ...categories] : categories;
  const tags = [...listOf(matter.get('tags'), separator), ...others];
  if (section !== undefined) names.set('category', section);
  if (tags.length > 0) names.set('tags', tags);
  const aliases = ['aliases', 'redirect_from', 'permalink', 'url'].flatMap((name) => listOf(matter.get(name), /,/));
  names.set('aliases', aliases.filter(isPath));
  for (const [name, value] of readAuthors(matter)) if (!matter.has(name) || name === 'authors') names.set(name, value);
  return names;
}

/** A path that a page had. A permalink may be a template: Jekyll's `/:year/:title/`, Eleventy's `/{{ slug }}/`. */
function isPath(address: unknown): boolean {
  return typeof address === 'string' && !/[{}*]|\/:/.test(address) && !/^\w+:\/\//.test(address);
}

/** Jekyll, which has the date in a file's name, takes spaces in a text for what is between names. */
const JEKYLLS = /[,\s]/;

function listOf(value: unknown, separator: RegExp): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.split(separator).flatMap((name) => name.trim() || []);
  return value === undefined ? [] : [value];
}

function readAuthors(matter: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const printed = matter.get('authors') ?? matter.get('author');
  if (typeof printed !== 'string') return new Map();
  const { authors, sources } = parseByline(printed);
  const named = (names: string[]) => names.map((name) => ({ name }));
  return new Map<string, unknown>([
    ['authors', named(authors)],
    ['sources', named(sources)],
    ['byline', printed],
  ]);
}
