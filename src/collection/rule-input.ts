import type { Database } from '../db/client.js';
import type { ContentFilter } from '../list/filter-input.js';
import { findNamed, type NameKey } from '../list/names.js';
import { type ContentRule, contentRuleSchema } from '../list/rule.js';
import { findRegions } from '../region/store.js';
import { findSections } from '../section/store.js';
import { unknownName } from '../writing/changes.js';
import { invalid } from '../writing/user-faults.js';

interface Asked {
  readonly field: string;
  readonly kind: NameKey['kind'] | 'section' | 'region';
  readonly name: string;
}

/** Turns a filter into the rule that is stored. Unknown names are refused, because they would match nothing. */
export async function readRuleInput(
  db: Database,
  field: string,
  filter: ContentFilter,
  language: string,
): Promise<ContentRule> {
  if (filter.collection != null)
    throw invalid(`${field}.collection`, 'must be absent: a rule cannot refer to a collection');
  if (filter.language != null) throw invalid(`${field}.language`, 'must be absent: the collection has a language');
  const rule = toRule(filter);
  if (Object.keys(rule).length === 0) throw invalid(field, 'must have at least one condition, or be null');
  const { publishedAfter, publishedBefore } = filter;
  if (publishedAfter && publishedBefore && publishedAfter >= publishedBefore)
    throw invalid(`${field}.publishedBefore`, 'must be later than `publishedAfter`');
  await refuseUnknown(db, listNames(field, rule), language);
  return rule;
}

function toRule({ tags, publishedAfter, publishedBefore, ...conditions }: ContentFilter): ContentRule {
  return contentRuleSchema.parse(
    dropEmpty({
      ...conditions,
      tags: dropEmpty({ ...tags }),
      publishedAfter: publishedAfter?.toISOString(),
      publishedBefore: publishedBefore?.toISOString(),
    }),
  );
}

/** Drops the fields that set no condition: null, undefined, empty lists, and an object without fields. */
function dropEmpty(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const setsCondition = (value: unknown) =>
    value != null && !(typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => setsCondition(value)));
}

function listNames(field: string, { authors, regions, sections, series, tags = {} }: ContentRule): Asked[] {
  const asked = (kind: Asked['kind'], path: string, names: readonly string[] | undefined) =>
    (names ?? []).map((name, index) => ({ field: `${field}.${path}.${index}`, kind, name }));
  return [
    ...asked('section', 'sections', sections),
    ...asked('region', 'regions', regions),
    ...asked('author', 'authors', authors),
    ...asked('tag', 'tags.anyOf', tags.anyOf),
    ...asked('tag', 'tags.allOf', tags.allOf),
    ...asked('tag', 'tags.noneOf', tags.noneOf),
    ...(series === undefined ? [] : [{ field: `${field}.series`, kind: 'series' as const, name: series }]),
  ];
}

async function refuseUnknown(db: Database, asked: readonly Asked[], language: string): Promise<void> {
  const keys = asked.flatMap(({ kind, name }) =>
    kind === 'section' || kind === 'region' ? [] : [{ kind, language, name }],
  );
  const found = keys.length > 0 ? await findNamed(db, keys) : [];
  const rows = [
    ...(await findSections(db)).map((row) => ({ ...row, kind: 'section' })),
    ...(await findRegions(db)).map((row) => ({ ...row, kind: 'region' })),
  ];
  const known = new Set([
    ...rows.filter((row) => row.language === language).map(({ kind, slug }) => `${kind} ${slug}`),
    ...keys.filter((_, index) => found[index]?.length).map(({ kind, name }) => `${kind} ${name}`),
  ]);
  const unknown = asked.find(({ kind, name }) => !known.has(`${kind} ${name}`));
  if (unknown) throw unknownName(unknown.field, unknown.kind, unknown.name, language);
}
