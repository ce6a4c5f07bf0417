import type { Database } from '../db/client.js';
import type { ContentFilter } from '../list/filter-input.js';
import { findNamed, type NameKey } from '../list/names.js';
import type { ContentRule } from '../list/rule.js';
import { findRegions } from '../region/store.js';
import { findSections } from '../section/store.js';
import { invalid, notFound } from '../writing/user-faults.js';

/** Something that a rule names, and the field that does. */
interface Asked {
  readonly field: string;
  readonly kind: NameKey['kind'] | 'section' | 'region';
  readonly name: string;
}

/** The rule as it is stored: what it names must be there, or it would match nothing without a word. */
export async function readRuleInput(
  db: Database,
  field: string,
  filter: ContentFilter,
  language: string,
): Promise<ContentRule> {
  if (filter.collection != null)
    throw invalid(`${field}.collection`, 'must be absent: a rule goes by its own conditions');
  if (filter.language != null) throw invalid(`${field}.language`, "must be absent: it is the collection's own");
  const rule = toRule(filter);
  // As it is stored: without what is absent.
  if (JSON.stringify(rule) === '{}') throw invalid(field, 'must have a condition, or be null');
  const { publishedAfter, publishedBefore } = filter;
  if (publishedAfter && publishedBefore && publishedAfter >= publishedBefore)
    throw invalid(`${field}.publishedBefore`, 'must be later than `publishedAfter`');
  await refuseUnknown(db, listNames(field, rule), language);
  return rule;
}

function toRule(filter: ContentFilter): ContentRule {
  const list = <Value>(values: readonly Value[] | null | undefined): Value[] | undefined =>
    values && values.length > 0 ? [...values] : undefined;
  const { anyOf, allOf, noneOf } = filter.tags ?? {};
  const tags = {
    anyOf: list(anyOf),
    allOf: list(allOf),
    noneOf: list(noneOf),
  };
  return {
    types: list(filter.types),
    genres: list(filter.genres),
    sections: list(filter.sections),
    regions: list(filter.regions),
    tags: Object.values(tags).some(Boolean) ? tags : undefined,
    authors: list(filter.authors),
    series: filter.series ?? undefined,
    publishedAfter: filter.publishedAfter?.toISOString(),
    publishedBefore: filter.publishedBefore?.toISOString(),
    hasVideo: filter.hasVideo ?? undefined,
    hasAudio: filter.hasAudio ?? undefined,
  };
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
  if (unknown)
    throw notFound(
      unknown.field,
      `there is no ${unknown.kind} ${JSON.stringify(unknown.name.slice(0, 80))} in ${language}`,
    );
}
