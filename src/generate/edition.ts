import { authors } from '../author/table.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { pathOf } from '../site/address.js';
import { editions, navigationItems, staticPages } from '../site/table.js';
import { makeUnique, slugify } from '../writing/slug.js';
import { type LanguageKit, REGION_SLUGS, SECTION_PARENTS, SERIES_SLUGS, type SectionSlug } from './kits/kit.js';
import { createZipfPick, type Random } from './random.js';
import type { Rows } from './rows.js';
import { makeTags, type Tag } from './tags.js';
import { type Subject, type Writing, writeParagraph, writeSentence } from './text.js';
import { createWords } from './words.js';

/** The newsroom's own language: its addresses have no language in front. */
export const SITE_LANGUAGE = 'en';

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** What items of one language are made with. */
export interface Edition {
  readonly writing: Writing;
  readonly sections: ReadonlyMap<SectionSlug, { readonly id: number; readonly path: string }>;
  readonly regionIds: readonly number[];
  readonly seriesIds: readonly number[];
  readonly pickAuthor: () => Author;
  readonly pickTag: () => Tag;
  readonly takenSlugs: Set<string>;
}

/** Makes what an edition of so many items has beside them. */
export function makeEdition(rows: Rows, random: Random, kit: LanguageKit, items: number, position: number): Edition {
  const { language } = kit;
  const words = createWords(kit, random);
  const writing = { random, kit, words };
  rows.add(editions, { language, ...kit.edition, copyrightNotice: `© ${kit.edition.name}`, position });
  const subject = { names: [words.name()], topics: [words.telling(), words.telling()] };
  rows.add(staticPages, {
    ...{ language, slug: 'about', title: kit.edition.name, position: 0 },
    body: [writeParagraph(writing, subject, 6)],
  });
  const made = makeSections(rows, kit);
  makeMenu(rows, kit, made);
  const staff = makeAuthors(rows, writing, subject, Math.ceil(items / 200) + 2);
  const pickAuthor = createZipfPick(staff, { exponent: 0.8, flat: 2 });
  const tagged = makeTags(rows, writing, Math.ceil(items / 25) + 10);
  // In a large newsroom the first is on eight of a hundred items, and half of them are on less than twenty items.
  const pickTag = createZipfPick(tagged, { exponent: 2, flat: Math.min(40, tagged.length / 4) });
  return {
    writing,
    sections: made,
    regionIds: makeRegions(rows, kit),
    seriesIds: makeSeries(rows, kit),
    pickAuthor: () => pickAuthor(random),
    pickTag: () => pickTag(random),
    takenSlugs: new Set(),
  };
}

type Sections = Map<SectionSlug, { readonly id: number; readonly path: string }>;

function makeSections(rows: Rows, kit: LanguageKit): Sections {
  const made: Sections = new Map();
  for (const [position, slug] of Object.keys(SECTION_PARENTS).filter(isSectionSlug).entries()) {
    const above = SECTION_PARENTS[slug];
    const parent = above === null ? undefined : made.get(above);
    const id = rows.number(sections);
    const path = parent ? `${parent.path}/${slug}` : pathOf(kit.language, SITE_LANGUAGE, slug);
    const parentId = parent?.id ?? null;
    rows.add(sections, { id, language: kit.language, slug, name: kit.sections[slug], parentId, path, position });
    made.set(slug, { id, path });
  }
  return made;
}

function isSectionSlug(slug: string): slug is SectionSlug {
  return slug in SECTION_PARENTS;
}

/** The sections, those below one as its children. */
function makeMenu(rows: Rows, kit: LanguageKit, made: Sections): void {
  const { language } = kit;
  const tops = new Map<SectionSlug, number>();
  for (const [slug, { path }] of made) {
    const above = SECTION_PARENTS[slug];
    const parentId = above === null ? null : tops.get(above);
    if (parentId === undefined) continue;
    const id = rows.number(navigationItems);
    if (parentId === null) tops.set(slug, id);
    const label = kit.sections[slug];
    rows.add(navigationItems, { id, language, menu: 'MAIN', parentId, label, path, position: id });
  }
}

function makeRegions(rows: Rows, { language, regions: names }: LanguageKit): number[] {
  return REGION_SLUGS.map((slug, position) => {
    const id = rows.number(regions);
    rows.add(regions, { id, language, slug, name: names[position] ?? slug, position });
    return id;
  });
}

function makeSeries(rows: Rows, { language, series: titles }: LanguageKit): number[] {
  return SERIES_SLUGS.map((slug, position) => {
    const id = rows.number(series);
    rows.add(series, { id, language, slug, title: titles[position] ?? slug, position });
    return id;
  });
}

function makeAuthors(rows: Rows, writing: Writing, subject: Subject, count: number): Author[] {
  const { language, role } = writing.kit;
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const id = rows.number(authors);
    const name = writing.words.person();
    const slug = makeUnique(slugify(name), (candidate) => taken.has(candidate));
    taken.add(slug);
    const portrait = { url: `/media/portrait-${(index % 10) + 1}.svg`, altText: name, width: 400, height: 400 };
    const biography = writeSentence(writing, subject, 14);
    rows.add(authors, { id, language, slug, name, role, biography, portrait });
    return { id, name };
  });
}
