import { parseByline } from '../text/byline.js';
import type { FileIdentity } from './identity.js';

/**
 * Splits lists of names in front matter. The first category is the section, and the others are tags. If the author is a
 * text, the text is the byline and is split into people and agencies. An address that is only a path becomes an alias.
 */
export function readNames(matter: ReadonlyMap<string, unknown>, { date }: FileIdentity): ReadonlyMap<string, unknown> {
  const separator = date === undefined ? /,/ : JEKYLL_SEPARATOR;
  const names = new Map(matter);
  const categories = listOf(matter.get('categories'), separator);
  const [section = matter.get('category'), ...others] = matter.has('section') ? [undefined, ...categories] : categories;
  const tags = [...listOf(matter.get('tags'), separator), ...others];
  if (section !== undefined) names.set('category', section);
  if (tags.length > 0) names.set('tags', tags);
  const aliases = ['aliases', 'redirect_from', 'permalink', 'url'].flatMap((name) => listOf(matter.get(name), /,/));
  names.set('aliases', aliases.filter(isPath));
  for (const [name, value] of Object.entries(readAuthors(matter))) {
    if (!matter.has(name) || name === 'authors') names.set(name, value);
  }
  return names;
}

/** True if an address is a path, and not a template such as Jekyll's `/:year/:title/` or Eleventy's `/{{ slug }}/`. */
function isPath(address: unknown): boolean {
  return typeof address === 'string' && !/[{}*]|\/:/.test(address) && !/^\w+:\/\//.test(address);
}

/** The separator of names in Jekyll, where spaces separate names too. Jekyll's files have the date in their names. */
const JEKYLL_SEPARATOR = /[,\s]/;

function listOf(value: unknown, separator: RegExp): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.split(separator).flatMap((name) => name.trim() || []);
  return value === undefined ? [] : [value];
}

function readAuthors(matter: ReadonlyMap<string, unknown>) {
  const byline = matter.get('authors') ?? matter.get('author');
  if (typeof byline !== 'string') return {};
  const { authors, sources } = parseByline(byline);
  const named = (names: string[]) => names.map((name) => ({ name }));
  return { authors: named(authors), sources: named(sources), byline };
}
