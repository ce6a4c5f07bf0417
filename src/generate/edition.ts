import { authors } from '../author/table.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { pathOf } from '../site/address.js';
import { editions, navigationItems, staticPages } from '../site/table.js';
import { tags } from '../tag/table.js';
import { type LanguageKit, SECTION_PARENTS, SECTION_SLUGS, type SectionSlug, SITE_LANGUAGE } from './kit.js';
import { createZipfPick, type Random } from './random.js';
import type { Rows } from './rows.js';
import {
  capitalise,
  createSlugs,
  createWords,
  type Subject,
  type Writing,
  writeParagraph,
  writeSentence,
} from './text.js';

export type Author = Pick<typeof authors.$inferSelect, 'id' | 'name'>;
export type Tag = Pick<typeof tags.$inferSelect, 'id' | 'slug'>;

/** The parts of an edition that its items refer to. There is one edition for each language. */
export type Edition = ReturnType<typeof makeEdition>;

/** Makes an edition: its own rows, sections, authors, tags and so on. `items` is the number of items that it will get. */
export function makeEdition(rows: Rows, random: Random, kit: LanguageKit, items: number, position: number) {
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
    regionIds: Object.entries(kit.regions).map(([slug, name], place) =>
      rows.addNew(regions, { language, slug, name, position: place }),
    ),
    seriesIds: Object.entries(kit.series).map(([slug, title], place) =>
      rows.addNew(series, { language, slug, title, position: place }),
    ),
    pickAuthor: createZipfPick(random, staff, 0.8, 2),
    // With very many items, the first tag is on eight of a hundred items. Half of the tags are on fewer than twenty.
    pickTag: createZipfPick(random, tagList, 2, Math.min(40, tagList.length / 4)),
    makeSlug: createSlugs(),
  };
}

function makeSections(rows: Rows, kit: LanguageKit) {
  const made = new Map<SectionSlug, { readonly id: number; readonly path: string }>();
  for (const [position, slug] of SECTION_SLUGS.entries()) {
    const above = SECTION_PARENTS[slug];
    const parent = above === null ? undefined : made.get(above);
    const path = parent ? `${parent.path}/${slug}` : pathOf(kit.language, SITE_LANGUAGE, slug);
    const parentId = parent?.id ?? null;
    const section = { language: kit.language, slug, name: kit.sections[slug], parentId, path, position };
    made.set(slug, { id: rows.addNew(sections, section), path });
  }
  return made;
}

/** Makes the main menu: the top sections, with the sections below them as children. Sections of the third level are left out. */
function makeMenu(rows: Rows, kit: LanguageKit, made: ReturnType<typeof makeSections>): void {
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

function makeAuthors(rows: Rows, writing: Writing, subject: Subject, count: number): Author[] {
  const { language, role } = writing.kit;
  const makeSlug = createSlugs();
  return Array.from({ length: count }, (_, index) => {
    const name = writing.words.person();
    const slug = makeSlug(name);
    const portrait = { url: `/media/portrait-${(index % 10) + 1}.svg`, altText: name, width: 400, height: 400 };
    const biography = writeSentence(writing, subject, 14);
    return { id: rows.addNew(authors, { language, slug, name, role, biography, portrait }), name };
  });
}

/** The number of tags that are subjects. These tags come first and are used most. The other tags are mostly names. */
const SUBJECTS = 60;
const NAMED_KINDS = ['PERSON', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT'] as const;

/** Makes the tags of an edition, the most used tag first. */
function makeTags(rows: Rows, writing: Writing, count: number): Tag[] {
  const { language } = writing.kit;
  const makeSlug = createSlugs();
  return Array.from({ length: count }, (_, place) => {
    const { kind, name } = place < SUBJECTS ? makeSubject(writing) : makeNamed(writing);
    const slug = makeSlug(name);
    const id = rows.addNew(tags, { language, slug, name, kind, aliases: makeAliases(writing.random, name) });
    return { id, slug };
  });
}

function makeSubject({ kit, random, words }: Writing) {
  const parts = random.chance(0.5) ? [words.telling()] : [words.telling(), words.telling()];
  return { kind: 'SUBJECT' as const, name: capitalise(parts.join(kit.space)) };
}

function makeNamed({ kit, random, words }: Writing) {
  const kind = random.pick(NAMED_KINDS);
  if (kind === 'PERSON') return { kind, name: words.person() };
  return { kind, name: kind === 'PLACE' ? words.name() : `${words.name()}${kit.space}${words.telling()}` };
}

/** Makes the aliases of a tag. One tag in five has an alias: its last word, or for a single word, the word twice. */
function makeAliases(random: Random, name: string): string[] {
  if (!random.chance(0.2)) return [];
  const [last = name, ...others] = name.split(' ').reverse();
  return [others.length > 0 ? last : `${name} ${name}`];
}
