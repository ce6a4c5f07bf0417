import { plainText } from '../text/plain.js';
import { wrongType } from '../text/storable.js';

/** The targets of a field map, with their usual names in files: in lower case, without `_` and `-`, the best first. */
const TARGETS = {
  sourceId: ['guid', 'uri', 'link', 'id', 'url', '_id', 'permalink', 'canonicalurl'],
  sourceUrl: ['link', 'url', 'canonicalurl', 'permalink', 'uri'],
  headline: ['title', 'name'],
  standfirst: ['shortdescription', 'description', 'summary', 'abstract', 'excerpt', 'subtitle', 'deck', 'lead'],
  trailText: [],
  label: ['kicker'],
  byline: [],
  authors: ['author', 'creator', 'creators', 'writer', 'byline'],
  section: ['category', 'categories', 'sectionname', 'articlesection'],
  sectionParent: [],
  tags: ['keywords', 'tag'],
  regions: ['region'],
  language: ['lang', 'inlanguage', 'locale'],
  publishedAt: 'published datepublished publishdate publisheddate pubdate publicationdate date created'.split(' '),
  updatedAt: ['updated', 'datemodified', 'modified', 'lastmodified', 'modifiedat'],
  sourceVersion: ['version'],
  sourceUpdatedAt: ['updatedat', 'updated', 'datemodified', 'modified', 'lastmodified', 'modifiedat'],
  body: 'bodyhtml contenthtml html content text bodytext contenttext articlebody article story'.split(' '),
  mainImage: ['image', 'imageurl', 'topimage', 'leadimage', 'photo', 'thumbnail'],
  imageAlt: ['imagealttext', 'alttext'],
  imageCaption: [],
  imageCredit: [],
  type: [],
  video: ['videourl'],
  durationSeconds: ['duration'],
  series: [],
  genre: [],
  urgency: [],
  slug: [],
  status: [],
};

export type Target = keyof typeof TARGETS;
/** The name of the field for each target. A dotted name reaches into objects: `meta.author.name`. */
export type FieldMap = { readonly [T in Target]?: string };

/** The value for a target in a line, and the name of its field. */
export interface Found {
  readonly field: string;
  readonly value: unknown;
}

/** Reads `--map`: `headline=title,publishedAt=date,authors=meta.author.name`. */
export function parseFieldMap(text: string): FieldMap {
  const map: { [T in Target]?: string } = {};
  for (const pair of text.split(',')) {
    const [name = ''] = pair.split('=', 1).map((part) => part.trim());
    const field = pair.includes('=') ? pair.slice(pair.indexOf('=') + 1).trim() : '';
    if (!isTarget(name) || field === '') {
      const problem = field === '' ? `"${pair.trim()}" isn't TARGET=field` : `there is no target "${name}"`;
      throw new Error(
        `A field map is written headline=title,publishedAt=date, but ${problem}. Targets: ${Object.keys(TARGETS).join(', ')}.`,
      );
    }
    if (map[name] !== undefined) throw new Error(`The field map names ${name} twice: ${map[name]} and ${field}.`);
    map[name] = field;
  }
  return map;
}

function isTarget(name: string): name is Target {
  return Object.hasOwn(TARGETS, name);
}

/**
 * If the map names no field for these targets, their usual names are tried: every line needs a source id, and the version
 * and the time keep an older line from replacing a newer one.
 */
const WITHOUT_MAP: readonly Target[] = ['sourceId', 'sourceVersion', 'sourceUpdatedAt'];

/** Makes a function that finds the value for a target in a line: by the map, or without a map by the usual names. */
export function fieldFinder(map: FieldMap | undefined): (line: object, target: Target) => Found | undefined {
  if (map === undefined) return findByName;
  return (line, target) => {
    const field = map[target];
    if (field !== undefined) return findByPath(line, field);
    return WITHOUT_MAP.includes(target) ? findByName(line, target) : undefined;
  };
}

function findByName(line: object, target: Target): Found | undefined {
  const fields = new Map(Object.entries(line).map(([field, value]) => [simplify(field), { field, value }]));
  for (const name of [simplify(target), ...TARGETS[target]]) {
    const found = fields.get(name);
    if (found && !isAbsent(found.value)) return found;
  }
  return undefined;
}

/** Turns the name of a field into the form of the usual names: in lower case, without `_` and `-`. */
export function simplify(field: string): string {
  return field.toLowerCase().replace(/(?<=.)[_-]/g, '');
}

function findByPath(line: object, field: string): Found | undefined {
  // The name of a field may itself contain dots, so the whole name is tried first.
  const value = Object.hasOwn(line, field) ? readKey(line, field) : field.split('.').reduce<unknown>(readKey, line);
  return isAbsent(value) ? undefined : { field, value };
}

function readKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

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

/** Reads names from a text, an object with a name, or a list of these. `separator` splits a text that is not in a list. */
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
