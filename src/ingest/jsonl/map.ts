/** What a line's fields can be mapped to. */
const TARGETS = [
  'sourceId',
  'sourceUrl',
  'headline',
  'standfirst',
  'trailText',
  'label',
  'byline',
  'authors',
  'section',
  'sectionParent',
  'tags',
  'regions',
  'language',
  'publishedAt',
  'updatedAt',
  'body',
  'mainImage',
  'imageAlt',
  'imageCaption',
  'imageCredit',
  'type',
  'video',
  'durationSeconds',
  'series',
  'genre',
  'urgency',
  'slug',
  'status',
] as const;

export type Target = (typeof TARGETS)[number];
/** Which field of a line fills which target; a dotted name reaches inside: `meta.author.name`. */
export type FieldMap = { readonly [T in Target]?: string };

/** A line's value for a target, and the field that it came from. */
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
    const target = TARGETS.find((known) => known === name);
    if (target === undefined || field === '') {
      const problem = field === '' ? `"${pair.trim()}" isn't TARGET=field` : `there is no target "${name}"`;
      throw new Error(
        `A field map is written headline=title,publishedAt=date, but ${problem}. Targets: ${TARGETS.join(', ')}.`,
      );
    }
    if (map[target] !== undefined) throw new Error(`The field map names ${target} twice: ${map[target]} and ${field}.`);
    map[target] = field;
  }
  return map;
}

/** How a line's value for a target is found: by the map, or by the names that such a field usually has. */
export function fieldFinder(map: FieldMap | undefined): (line: object, target: Target) => Found | undefined {
  if (map === undefined) return findByName;
  return (line, target) => {
    const field = map[target];
    if (field === undefined) {
      // A line can't do without its identity, so that one is guessed even beside a map.
      return target === 'sourceId' ? findByName(line, target) : undefined;
    }
    return findByPath(line, field);
  };
}

/** Other names for a target, without case, `_` and `-`. A target's own name comes first. */
const SYNONYMS: { readonly [T in Target]?: readonly string[] } = {
  sourceId: ['guid', 'uri', 'link', 'id', 'url', '_id', 'permalink', 'canonicalurl'],
  sourceUrl: ['link', 'url', 'canonicalurl', 'permalink', 'uri'],
  headline: ['title', 'name'],
  standfirst: ['shortdescription', 'description', 'summary', 'abstract', 'excerpt', 'subtitle', 'deck', 'lead'],
  label: ['kicker'],
  authors: ['author', 'creator', 'creators', 'writer', 'byline'],
  section: ['category', 'categories', 'sectionname', 'articlesection'],
  tags: ['keywords', 'tag'],
  regions: ['region'],
  language: ['lang', 'inlanguage', 'locale'],
  publishedAt: [
    'published',
    'datepublished',
    'publishdate',
    'publisheddate',
    'pubdate',
    'publicationdate',
    'date',
    'created',
  ],
  updatedAt: ['updated', 'datemodified', 'modified', 'lastmodified', 'modifiedat'],
  body: [
    'bodyhtml',
    'contenthtml',
    'html',
    'content',
    'text',
    'bodytext',
    'contenttext',
    'articlebody',
    'article',
    'story',
  ],
  mainImage: ['image', 'imageurl', 'topimage', 'leadimage', 'photo', 'thumbnail'],
  imageAlt: ['imagealttext', 'alttext'],
  video: ['videourl'],
  durationSeconds: ['duration'],
};

function findByName(line: object, target: Target): Found | undefined {
  const fields = new Map(Object.entries(line).map(([field, value]) => [simplify(field), { field, value }]));
  for (const name of [simplify(target), ...(SYNONYMS[target] ?? [])]) {
    const found = fields.get(name);
    if (found && !isAbsent(found.value)) return found;
  }
  return undefined;
}

function simplify(field: string): string {
  return field.toLowerCase().replace(/(?<=.)[_-]/g, '');
}

function findByPath(line: object, field: string): Found | undefined {
  // A field's name may itself hold a dot.
  const value = Object.hasOwn(line, field) ? readKey(line, field) : field.split('.').reduce(readKey, line);
  return isAbsent(value) ? undefined : { field, value };
}

function readKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
