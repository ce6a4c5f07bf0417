import type { Edition } from './edition.js';
import type { SectionSlug } from './kit.js';
import type { Tag } from './tags.js';
import type { Subject } from './text.js';

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
/** The chance that an item begins a new story, and the chance that an item is the only one of its story. */
const NEW = 0.11;
const ALONE = 0.12;

/** The sections of news stories. A section that is listed twice has twice as many stories. */
const NEWS_SECTIONS: readonly SectionSlug[] = [
  'politics',
  'politics',
  'politics',
  'economy',
  'economy',
  'world',
  'world',
  'sport',
  'football',
  'football',
  'athletics',
  'culture',
  'books',
  'film',
  'health',
  'science',
  'technology',
  'environment',
];

/** Makes a function that chooses the story of the next item of an edition. */
export function createNextStory(edition: Edition): () => Story {
  const { random } = edition.writing;
  const running: Story[] = [];
  return () => {
    if (random.chance(ALONE)) return beginStory(edition);
    if (running.length > 0 && !random.chance(NEW)) {
      // Newer stories get more items.
      const back = Math.floor(random.fraction() ** 2 * running.length);
      return running.at(-1 - back) ?? beginStory(edition);
    }
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
