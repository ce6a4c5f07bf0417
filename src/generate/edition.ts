import { authors } from '../author/table.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { pathOf } from '../site/address.js';
import { editions, navigationItems, staticPages } from '../site/table.js';
import { type LanguageKit, SECTION_PARENTS, SECTION_SLUGS, type SectionSlug, SITE_LANGUAGE } from './kit.js';
import { createZipfPick, type Random } from './random.js';
import type { Rows } from './rows.js';
import { makeTags, type Tag } from './tags.js';
import { createSlugs, type Subject, type Writing, writeParagraph, writeSentence } from './text.js';
import { createWords } from './words.js';

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** The parts of an edition that its items refer to. There is one edition for each language. */
export interface Edition {
  readonly writing: Writing;
  readonly sections: Sections;
  readonly regionIds: readonly number[];
  readonly seriesIds: readonly number[];
  readonly pickAuthor: () => Author;
  readonly pickTag: () => Tag;
  readonly makeSlug: (headline: string) => string;
}

/** Makes an edition: its own rows, sections, authors, tags and so on. `items` is the number of items that it will get. */
export function makeEdition(rows: Rows, random: Random, kit: LanguageKit, items: number, position: number): Edition {
  const { language } = kit;
  const words = createWords(kit, random);
  const writing = { random, kit, words };
  rows.add(editions, { language, ...kit.edition, copyrightNotice: `© ${kit.edition.name}`, position });
  const subject = { names: [words.name()], topics: [words.telling(), words.telling()] };
  const body = [writeParagraph(writing, subject, 6)];
  rows.add(staticPages, { language, slug: 'about', title: kit.edition.name, position: 0, body });
  const made = makeSections(rows, kit);
  makeMenu(rows, kit, made);
  const staff = makeAuthors(rows, writing, subject, Math.ceil(items / 200) + 2);
  const tagList = makeTags(rows, writing, Math.ceil(items / 25) + 10);
  return {
    writing,
    sections: made,
    regionIds: makeRegions(rows, kit),
    seriesIds: makeSeries(rows, kit),
    pickAuthor: createZipfPick(random, staff, { exponent: 0.8, flat: 2 }),
    // With very many items, the first tag is on eight of a hundred items, and half of the tags are on fewer than twenty
    // items.
    pickTag: createZipfPick(random, tagList, { exponent: 2, flat: Math.min(40, tagList.length / 4) }),
    makeSlug: createSlugs(),
  };
}

type Sections = ReadonlyMap<SectionSlug, { readonly id: number; readonly path: string }>;

function makeSections(rows: Rows, kit: LanguageKit): Sections {
  const made = new Map<SectionSlug, { readonly id: number; readonly path: string }>();
  for (const [position, slug] of SECTION_SLUGS.entries()) {
    const above = SECTION_PARENTS[slug];
    const parent = above === null ? undefined : made.get(above);
    const id = rows.nextId(sections);
    const path = parent ? `${parent.path}/${slug}` : pathOf(kit.language, SITE_LANGUAGE, slug);
    const parentId = parent?.id ?? null;
    rows.add(sections, { id, language: kit.language, slug, name: kit.sections[slug], parentId, path, position });
    made.set(slug, { id, path });
  }
  return made;
}

/** Makes the main menu: the top sections, with the sections below them as children. Sections of the third level are left out. */
function makeMenu(rows: Rows, kit: LanguageKit, made: Sections): void {
  const { language } = kit;
  const tops = new Map<SectionSlug, number>();
  for (const [slug, { path }] of made) {
    const above = SECTION_PARENTS[slug];
    const parentId = above === null ? null : tops.get(above);
    if (parentId === undefined) continue;
    const id = rows.nextId(navigationItems);
    if (parentId === null) tops.set(slug, id);
    const label = kit.sections[slug];
    rows.add(navigationItems, { id, language, menu: 'MAIN', parentId, label, path, position: id });
  }
}

function makeRegions(rows: Rows, { language, regions: names }: LanguageKit): number[] {
  return Object.entries(names).map(([slug, name], position) => {
    const id = rows.nextId(regions);
    rows.add(regions, { id, language, slug, name, position });
    return id;
  });
}

function makeSeries(rows: Rows, { language, series: titles }: LanguageKit): number[] {
  return Object.entries(titles).map(([slug, title], position) => {
    const id = rows.nextId(series);
    rows.add(series, { id, language, slug, title, position });
    return id;
  });
}

function makeAuthors(rows: Rows, writing: Writing, subject: Subject, count: number): Author[] {
  const { language, role } = writing.kit;
  const makeSlug = createSlugs();
  return Array.from({ length: count }, (_, index) => {
    const id = rows.nextId(authors);
    const name = writing.words.person();
    const slug = makeSlug(name);
    const portrait = { url: `/media/portrait-${(index % 10) + 1}.svg`, altText: name, width: 400, height: 400 };
    const biography = writeSentence(writing, subject, 14);
    rows.add(authors, { id, language, slug, name, role, biography, portrait });
    return { id, name };
  });
}
