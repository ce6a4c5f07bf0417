import { collectionItems, collections } from '../collection/table.js';
import type { Edition, Tag } from './edition.js';
import { isSection, type SectionSlug } from './kit.js';
import type { Rows } from './rows.js';
import { createSlugs, makeImage, type Subject, writePhrase, writeSummary } from './text.js';

/** A news event that several items report. The items share its names and topics, and most of its tags. */
export interface Story extends Subject {
  readonly section: SectionSlug;
  readonly regionIds: readonly number[];
  readonly tags: readonly Tag[];
  /** The items of the story that readers can see, the oldest first. */
  readonly itemIds: number[];
}

/** The number of stories that an edition follows at a time. */
const AT_A_TIME = 24;
/** The chance that an item begins a new story, and the chance that a story has only this one item. */
const NEW = 0.11;
const ALONE = 0.12;

/** The sections of news stories. A section that is listed twice has twice as many stories. */
const NEWS_SECTIONS = (
  'politics politics politics economy economy world world sport football football athletics culture books film health ' +
  'science technology environment'
)
  .split(' ')
  .filter(isSection);

/** Makes a function that chooses the story of the next item of an edition. */
export function createNextStory(edition: Edition): () => Story {
  const { random } = edition.writing;
  const running: Story[] = [];
  return () => {
    if (random.chance(ALONE)) return beginStory(edition);
    // Newer stories get more items.
    const isRunning = running.length > 0 && !random.chance(NEW);
    const known = isRunning ? running.at(-1 - Math.floor(random.fraction() ** 2 * running.length)) : undefined;
    if (known) return known;
    const story = beginStory(edition);
    running.push(story);
    if (running.length > AT_A_TIME) running.splice(random.between(0, AT_A_TIME / 2), 1);
    return story;
  };
}

function beginStory({ pickTag, regionIds, writing: { random, words } }: Edition): Story {
  const regions = new Set([random.pick(regionIds), ...(random.chance(0.2) ? [random.pick(regionIds)] : [])]);
  return {
    names: [words.name(), words.name()],
    topics: Array.from({ length: random.between(4, 8) }, words.telling),
    section: random.pick(NEWS_SECTIONS),
    regionIds: [...regions],
    tags: Array.from({ length: random.between(2, 4) }, pickTag),
    itemIds: [],
  };
}

/** The fewest items of a story that gets a coverage package. */
const LEAST_ITEMS = 3;
/** The most items that are chosen by hand for one package. */
const MOST_CHOSEN = 12;

/** Makes at most `most` coverage packages, for the newest stories. Every second package also has a rule that adds items. */
export function makeCollections(rows: Rows, { writing }: Edition, stories: Iterable<Story>, most: number): void {
  const makeSlug = createSlugs();
  const covered = [...stories].filter(({ itemIds }) => itemIds.length >= LEAST_ITEMS).slice(-most);
  for (const [position, story] of covered.entries()) {
    const title = writePhrase(writing, story);
    const [tag] = story.tags;
    const collectionId = rows.addNew(collections, {
      language: writing.kit.language,
      slug: makeSlug(title),
      title,
      rule: position % 2 === 0 && tag ? { tags: { anyOf: [tag.slug] }, sections: [story.section] } : null,
      position,
      description: writeSummary(writing, story),
      mainImage: makeImage(writing, story),
    });
    for (const [place, contentId] of story.itemIds.slice(-MOST_CHOSEN).reverse().entries())
      rows.add(collectionItems, { collectionId, contentId, position: place });
  }
}
