import { contentAuthors, contentItems, contentRegions, contentTags, corrections, pathAliases } from '../item/table.js';
import { contentViews } from '../most-read/table.js';
import { relatedContent } from '../related/table.js';
import { makeUnique, slugify } from '../writing/slug.js';
import { makeImage } from './body.js';
import { type Author, type Edition, SITE_LANGUAGE } from './edition.js';
import { chooseKind, type Kind, makeKind } from './kinds.js';
import type { SectionSlug } from './kits/kit.js';
import { chooseLife, isSeen, type Life, notAfter } from './life.js';
import type { Random } from './random.js';
import type { Rows } from './rows.js';
import type { Story } from './story.js';
import { writeHeadline, writeSummary } from './text.js';
import type { Original } from './translations.js';
import { makeViews } from './views.js';

const DAY = 86_400_000;
/** Of a hundred articles, how many are opinions, opinions or analyses and so on; the rest is news. */
const VIEWS_UP_TO = { OPINION: 0.05, ANALYSIS: 0.08, BLOG: 0.1, FEATURE: 0.13 } as const;
const VIEWS_SECTIONS = { OPINION: 'opinion', ANALYSIS: 'analysis', BLOG: 'blog', FEATURE: 'features' } as const;
type Genre = keyof typeof VIEWS_SECTIONS | 'NEWS';

export interface ItemOrder {
  readonly edition: Edition;
  readonly story: Story;
  readonly date: Date;
  readonly until: Date;
  /** What it is a translation of, or is going to have translations of. */
  readonly original: Original | undefined;
  readonly isOriginal: boolean;
}

/** Makes an item with everything that belongs to it. */
export function makeItem(rows: Rows, order: ItemOrder): Original {
  const { date, edition, original, story, until } = order;
  const { writing } = edition;
  const { kit, random } = writing;
  const id = rows.number(contentItems);
  const life = chooseLife(random, date, until);
  const type = original?.type ?? chooseKind(random);
  const genre = original?.genre ?? chooseGenre(random, type);
  const section = original?.section ?? sectionOf(genre, story.section);
  const headline = writeHeadline(writing, story);
  const authors = chooseAuthors(edition, genre);
  const groupId = original?.groupId ?? (order.isOriginal ? id : null);
  const holder = edition.sections.get(section);
  const slug = takeSlug(edition, headline);
  const path = `${holder?.path}/${slug}`;
  const kind = makeKind(type, { id, date, until }, writing, story);
  rows.add(contentItems, {
    ...{ id, type, language: kit.language, slug, path, headline, genre },
    standfirst: writeSummary(writing, story),
    trailText: random.chance(0.1) ? writeSummary(writing, story) : null,
    label: random.chance(0.1) ? kit.sections[section] : null,
    byline: authors.length > 0 ? kit.byline.replace('{}', authors.map(({ name }) => name).join(kit.comma)) : null,
    sectionId: holder?.id ?? null,
    seriesId: chooseSeries(edition, type),
    mainImage: random.chance(0.8) ? makeImage(writing, story) : null,
    ...kind.facts,
    urgency: random.between(3, 6),
    ...life,
    withdrawnReason: life.state === 'WITHDRAWN' ? kit.withdrawnReason : null,
    translationGroupId: groupId,
    sourceId: `generated:${id}`,
    ...logOf(life, until),
  });
  kind.addTo(rows);
  connect(rows, order, id, authors);
  addHistory(rows, order, { id, slug, life });
  return { groupId, type, genre, section };
}

/** What the log would have told of it: the clock has nothing to do with what is over. */
function logOf(life: Life, until: Date) {
  if (isSeen(life, until)) return { version: 1, loggedVersion: 1 };
  const isOver = life.state === 'RELEASED' && life.expiresAt !== null && life.expiresAt <= until;
  return { version: 1, loggedVersion: isOver ? 0 : null };
}

function chooseGenre(random: Random, type: Kind): Genre | null {
  if (type !== 'ARTICLE') return null;
  const chance = random.fraction();
  for (const genre of ['OPINION', 'ANALYSIS', 'BLOG', 'FEATURE'] as const)
    if (chance < VIEWS_UP_TO[genre]) return genre;
  return 'NEWS';
}

function sectionOf(genre: Genre | null, section: SectionSlug): SectionSlug {
  return genre === null || genre === 'NEWS' ? section : VIEWS_SECTIONS[genre];
}

/** As the writer chooses it: the headline's, numbered where it is taken. */
function takeSlug({ takenSlugs }: Edition, headline: string): string {
  const slug = makeUnique(slugify(headline), (candidate) => takenSlugs.has(candidate));
  takenSlugs.add(slug);
  return slug;
}

/** Views have one author, news none to two. */
function chooseAuthors({ pickAuthor, writing: { random } }: Edition, genre: Genre | null): Author[] {
  const isNews = genre === null || genre === 'NEWS';
  if (isNews && random.chance(0.2)) return [];
  const [first, second] = [pickAuthor(), pickAuthor()];
  return isNews && random.chance(0.15) && second.id !== first.id ? [first, second] : [first];
}

/** Most videos are of a series, and few of the rest. */
function chooseSeries({ seriesIds, writing: { random } }: Edition, type: Kind): number | null {
  const half = seriesIds.length / 2;
  if (type === 'VIDEO') return random.chance(0.7) ? random.pick(seriesIds.slice(0, half)) : null;
  return random.chance(0.04) ? random.pick(seriesIds.slice(half)) : null;
}

function connect(rows: Rows, { edition, story }: ItemOrder, contentId: number, authors: readonly Author[]): void {
  const { pickTag, writing } = edition;
  const ofStory = story.tags.filter(() => writing.random.chance(0.85));
  const others = Array.from({ length: writing.random.between(0, 2) }, pickTag);
  const tagIds = new Set([...ofStory, ...others].map((tag) => tag.id));
  for (const [position, { id: authorId }] of authors.entries())
    rows.add(contentAuthors, { contentId, authorId, position });
  for (const [position, regionId] of story.regionIds.entries())
    rows.add(contentRegions, { contentId, regionId, position });
  for (const [position, tagId] of [...tagIds].entries()) rows.add(contentTags, { contentId, tagId, position });
}

interface Made {
  readonly id: number;
  readonly slug: string;
  readonly life: Life;
}

/** What comes with time: an older address, a correction, chosen related news, views. */
function addHistory(rows: Rows, { date, edition, story, until }: ItemOrder, { id, life, slug }: Made): void {
  const { kit, random } = edition.writing;
  if (random.chance(0.05)) {
    const folder = kit.language === SITE_LANGUAGE ? '' : `/${kit.language}`;
    rows.add(pathAliases, { path: `${folder}/archive/${date.getUTCFullYear()}/${slug}`, contentId: id });
  }
  if (random.chance(0.015))
    rows.add(corrections, {
      ...{ contentId: id, text: kit.correction },
      publishedAt: notAfter(until, date, random.between(1, 5) * DAY),
    });
  if (random.chance(0.05))
    for (const [position, relatedId] of story.itemIds.slice(-3).entries())
      rows.add(relatedContent, { contentId: id, relatedId, position });
  const { embargoedUntil, publishedAt } = life;
  if (publishedAt !== null && publishedAt <= until && embargoedUntil === null)
    for (const { hour, views } of makeViews(random, publishedAt, until))
      rows.add(contentViews, { contentId: id, hour, views });
  if (isSeen(life, until)) story.itemIds.push(id);
}
