import { contentAuthors, contentItems, contentRegions, contentTags, corrections, pathAliases } from '../item/table.js';
import { contentViews } from '../most-read/table.js';
import { relatedContent } from '../related/table.js';
import type { Author, Edition } from './edition.js';
import { chooseKind, MAKE_KIND } from './kinds.js';
import { type SectionSlug, SITE_LANGUAGE } from './kit.js';
import { addTime, choosePublication, isVisible, makeViews, type Publication } from './publication.js';
import type { Random } from './random.js';
import type { Rows } from './rows.js';
import type { Story } from './story.js';
import { makeImage, writeHeadline, writeSummary } from './text.js';

const DAY = 86_400_000;
/** The genres other than news, with their sections. `upTo` is the share of this genre and of the genres before it. */
const OTHER_GENRES = [
  { genre: 'OPINION', upTo: 0.05, section: 'opinion' },
  { genre: 'ANALYSIS', upTo: 0.08, section: 'analysis' },
  { genre: 'BLOG', upTo: 0.1, section: 'blog' },
  { genre: 'FEATURE', upTo: 0.13, section: 'features' },
] as const;
type ContentItem = typeof contentItems.$inferSelect;
type Genre = ContentItem['genre'];

/** The values that an item and its translations have in common. */
export interface Original extends Pick<ContentItem, 'type' | 'genre'> {
  readonly groupId: number | null;
  readonly section: SectionSlug;
}

interface ItemOrder {
  readonly edition: Edition;
  readonly story: Story;
  readonly date: Date;
  /** The end of the generated content. */
  readonly until: Date;
  /** The original, if the item is a translation. */
  readonly original: Original | undefined;
  /** True if the item is going to have translations. */
  readonly isOriginal: boolean;
}

/** Makes an item with its authors, tags, views and so on. Returns the values that its translations share. */
export function makeItem(rows: Rows, order: ItemOrder): Original {
  const { date, edition, original, story, until } = order;
  const { writing } = edition;
  const { kit, random } = writing;
  const id = rows.nextId(contentItems);
  const publication = choosePublication(random, date, until);
  const type = original?.type ?? chooseKind(random);
  const genre = original?.genre ?? chooseGenre(random, type);
  const section = original?.section ?? sectionOf(genre, story.section);
  const headline = writeHeadline(writing, story);
  const authors = chooseAuthors(edition, genre);
  const groupId = original?.groupId ?? (order.isOriginal ? id : null);
  const sectionRow = edition.sections.get(section);
  const slug = edition.makeSlug(headline);
  const kind = MAKE_KIND[type]({ id, date, until }, writing, story);
  rows.add(contentItems, {
    id,
    type,
    language: kit.language,
    slug,
    path: `${sectionRow?.path}/${slug}`,
    headline,
    genre,
    standfirst: writeSummary(writing, story),
    trailText: random.chance(0.1) ? writeSummary(writing, story) : null,
    label: random.chance(0.1) ? kit.sections[section] : null,
    byline: authors.length > 0 ? kit.byline.replace('{}', authors.map(({ name }) => name).join(kit.comma)) : null,
    sectionId: sectionRow?.id ?? null,
    seriesId: chooseSeries(edition, type),
    mainImage: random.chance(0.8) ? makeImage(writing, story) : null,
    ...kind.columns,
    urgency: random.between(3, 6),
    ...publication,
    withdrawnReason: publication.state === 'WITHDRAWN' ? kit.withdrawnReason : null,
    translationGroupId: groupId,
    sourceId: `generated:${id}`,
    loggedVersion: loggedVersionOf(publication, until),
  });
  kind.addTo(rows);
  connect(rows, order, id, authors);
  addHistory(rows, order, id, slug, publication);
  return { groupId, type, genre, section };
}

/** Returns the version that is public according to the event log. Null: not public. 0: expired. */
function loggedVersionOf(publication: Publication, until: Date): number | null {
  if (isVisible(publication, until)) return 1;
  const { expiresAt, state } = publication;
  return state === 'RELEASED' && expiresAt !== null && expiresAt <= until ? 0 : null;
}

function chooseGenre(random: Random, type: ContentItem['type']): Genre {
  if (type !== 'ARTICLE') return null;
  const chance = random.fraction();
  return OTHER_GENRES.find(({ upTo }) => chance < upTo)?.genre ?? 'NEWS';
}

function sectionOf(genre: Genre, newsSection: SectionSlug): SectionSlug {
  return OTHER_GENRES.find((other) => other.genre === genre)?.section ?? newsSection;
}

/** Chooses the authors. An article of opinion, analysis and so on has one author. News has up to two authors. */
function chooseAuthors({ pickAuthor, writing: { random } }: Edition, genre: Genre): Author[] {
  const isNews = genre === null || genre === 'NEWS';
  if (isNews && random.chance(0.2)) return [];
  const [first, second] = [pickAuthor(), pickAuthor()];
  return isNews && random.chance(0.15) && second.id !== first.id ? [first, second] : [first];
}

/** Chooses a series. Most videos belong to a series, but few other items do. */
function chooseSeries({ seriesIds, writing: { random } }: Edition, type: ContentItem['type']): number | null {
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

/** Adds what an item gets over time: an older address, a correction, related news, views. */
function addHistory(
  rows: Rows,
  { date, edition, story, until }: ItemOrder,
  contentId: number,
  slug: string,
  publication: Publication,
): void {
  const { kit, random } = edition.writing;
  if (random.chance(0.05)) {
    const folder = kit.language === SITE_LANGUAGE ? '' : `/${kit.language}`;
    rows.add(pathAliases, { path: `${folder}/archive/${date.getUTCFullYear()}/${slug}`, contentId });
  }
  if (random.chance(0.015))
    rows.add(corrections, {
      contentId,
      text: kit.correction,
      publishedAt: addTime(date, random.between(1, 5) * DAY, until),
    });
  if (random.chance(0.05))
    for (const [position, relatedId] of story.itemIds.slice(-3).entries())
      rows.add(relatedContent, { contentId, relatedId, position });
  const { embargoedUntil, publishedAt } = publication;
  if (publishedAt !== null && publishedAt <= until && embargoedUntil === null)
    for (const { hour, views } of makeViews(random, publishedAt, until))
      rows.add(contentViews, { contentId, hour, views });
  if (isVisible(publication, until)) story.itemIds.push(contentId);
}
