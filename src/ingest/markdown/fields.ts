import { contentDraftSchema, describeIssues } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { simplify } from '../jsonl/map.js';
import { parseByline } from '../text/byline.js';
import { foldSpace, plainText } from '../text/plain.js';
import { parseTime } from '../text/time.js';
import type { FileIdentity } from './identity.js';

const { shape } = contentDraftSchema;
type Target = keyof typeof shape;

/** The names that site generators use for the fields of a draft, in lower case, without `_` and `-`, the best name first. */
const USUAL_NAMES: { readonly [T in Target]?: readonly string[] } = {
  sourceId: ['id', 'guid', 'uuid'],
  headline: ['title'],
  standfirst: ['description', 'summary', 'excerpt', 'subtitle', 'deck', 'dek', 'lead', 'abstract'],
  label: ['kicker'],
  authors: ['author', 'creator', 'writer'],
  section: ['category'],
  regions: ['region'],
  tags: ['tag', 'keywords', 'topics'],
  language: ['lang', 'locale'],
  publishedAt: ['date', 'publishdate', 'pubdate', 'datepublished', 'created', 'createdat'],
  updatedAt: ['lastmod', 'updated', 'lastmodifiedat', 'lastmodified', 'updateddate', 'modified', 'datemodified'],
  expiresAt: ['expirydate', 'unpublishdate', 'expires'],
  durationSeconds: ['duration'],
};
/** In site generators, these fields may mean something else. So a value of the wrong form is ignored, not refused. */
const LOOSE: readonly Target[] = ['type', 'status', 'genre', 'mainImage', 'images', 'posts', 'body', 'series', 'audio'];

export interface Fields {
  /** Values for the draft, by the names of the draft's fields. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Finds the first of these fields that the document has and that was not used for `values`. */
  readonly find: (...names: string[]) => { readonly value: unknown } | undefined;
}

type Matter = ReadonlyMap<string, unknown>;

/**
 * Reads front matter. A field may have the same name as in a draft, or a name that site generators use. A value may have a
 * shorter form (`tags: a, b`). If a value has no known form, throws an `UnreadableDocument` that names the field.
 */
export function readFields(given: Matter, file: FileIdentity, timeZone: string): Fields {
  const matter = readNames(given, file);
  const values: Record<string, unknown> = {};
  const used = new Set<string>();
  const fill = (target: Target, field: string, value: unknown, isLoose: boolean) => {
    const fits = (form: unknown) => shape[target].safeParse(form).success;
    const fitting = fits(value) ? value : formsOf(value, timeZone).find(fits);
    if (fitting === undefined && isLoose) return;
    if (fitting === undefined) throw misfit(target, field, value);
    values[target] = fitting;
    used.add(field);
  };
  for (const [field, value] of matter) if (isTarget(field)) fill(field, field, value, LOOSE.includes(field));
  const simple = new Map([...matter].map(([field, value]) => [simplify(field), { field, value }]));
  for (const target of Object.keys(USUAL_NAMES).filter(isTarget)) {
    const found = USUAL_NAMES[target]?.map((name) => simple.get(name)).find((each) => each !== undefined);
    if (found && !(target in values)) fill(target, found.field, plain(found.value), false);
  }
  const find = (...names: string[]) =>
    names.map((name) => simple.get(name)).find((found) => found !== undefined && !used.has(found.field));
  return { values, find };
}

function isTarget(name: string): name is Target {
  return Object.hasOwn(shape, name);
}

/** Removes entities and markup, which the texts of site generators may hold. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? (plainText(value) ?? '') : value;
}

/** Lists the full forms that a value in a shorter form may stand for. */
function formsOf(value: unknown, timeZone: string): unknown[] {
  if (Array.isArray(value)) return [value.map(named), value.map(textOf), named(value[0])];
  if (typeof value === 'string') {
    const parts = value.split(',').flatMap((part) => part.trim() || []);
    const constant = foldSpace(value.toUpperCase()).replace(/[ -]+/g, '_');
    const forms = [parseTime(value, timeZone), constant, named(value), parts, parts.map(named)];
    return forms.filter((form) => form !== undefined);
  }
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? [String(value), ...formsOf(String(value), timeZone)] : [[value]];
}

function textOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Turns the name of a person, section or tag into an object: `Ann Lee` → `{ name: 'Ann Lee' }`. */
function named(value: unknown): unknown {
  const name = textOf(value);
  return typeof name === 'string' ? { name: plainText(name) ?? '' } : value;
}

function misfit(target: Target, field: string, value: unknown): UnreadableDocument {
  if (shape[target].safeParse(new Date(0)).success) {
    const advice = 'write it as 2026-03-23, or as 2026-03-23T09:30:00Z';
    return new UnreadableDocument(
      `${field}: ${JSON.stringify(value)?.slice(0, 60)} is no date or time that exists: ${advice}.`,
    );
  }
  const issues = shape[target].safeParse(value).error?.issues ?? [];
  return new UnreadableDocument(describeIssues(issues, field, [field]));
}

/**
 * Splits lists of names in front matter. The first category is the section. The other categories are tags. If `author`
 * is a text, this text is the byline. It is also split into people and agencies. Addresses that are paths are aliases.
 */
function readNames(matter: Matter, { date }: FileIdentity): Matter {
  // A date in the file's name is a sign of Jekyll. In Jekyll, spaces separate names too.
  const separator = date === undefined ? /,/ : /[,\s]/;
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

function listOf(value: unknown, separator: RegExp): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.split(separator).flatMap((name) => name.trim() || []);
  return value === undefined ? [] : [value];
}

function readAuthors(matter: Matter) {
  const byline = matter.get('authors') ?? matter.get('author');
  if (typeof byline !== 'string') return {};
  const { authors, sources } = parseByline(byline);
  const named = (names: string[]) => names.map((name) => ({ name }));
  return { authors: named(authors), sources: named(sources), byline };
}
