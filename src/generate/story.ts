import type { Edition } from './edition.js';
import type { SectionSlug } from './kits/kit.js';
import type { Tag } from './tags.js';
import type { Subject } from './text.js';

/** What several items are about: they share its names and topics, and most of its tags. */
export interface Story extends Subject {
  readonly section: SectionSlug;
  readonly regionIds: readonly number[];
  readonly tags: readonly Tag[];
  /** Those of its items that readers see, the oldest first. */
  readonly itemIds: number[];
}

/** Stories that go on at a time. */
const AT_A_TIME = 24;
/** How likely an item is the first of a story, and how likely it is the only one. */
const NEW = 0.11;
const ALONE = 0.12;

const NEWS_SECTIONS: readonly SectionSlug[] = [
  ...(['politics', 'politics', 'politics', 'economy', 'economy', 'world', 'world', 'sport', 'football'] as const),
  ...(['football', 'athletics', 'culture', 'books', 'film', 'health', 'science', 'technology', 'environment'] as const),
];

/** Says which story each item of an edition belongs to. */
export function createStoryDesk(edition: Edition): { readonly next: () => Story } {
  const { random } = edition.writing;
  const running: Story[] = [];
  return {
    next: () => {
      if (random.chance(ALONE)) return beginStory(edition);
      if (running.length > 0 && !random.chance(NEW)) {
        // What began last is reported most.
        const back = Math.floor(random.fraction() ** 2 * running.length);
        return running.at(-1 - back) ?? beginStory(edition);
      }
      const story = beginStory(edition);
      running.push(story);
      if (running.length > AT_A_TIME) running.splice(random.between(0, AT_A_TIME / 2), 1);
      return story;
    },
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
