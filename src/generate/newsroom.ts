import { site } from '../site/table.js';
import { makeEdition } from './edition.js';
import { makeItem, type Original } from './item.js';
import { type LanguageKit, SITE_LANGUAGE } from './kit.js';
import { dateOfPlace } from './publication.js';
import { createRandom, type Random } from './random.js';
import type { Rows } from './rows.js';
import { createNextStory, makeCollections, type Story } from './story.js';

/** The number of items that are made and written at once. A larger number would be no faster, and would take more memory. */
const CHUNK = 1000;

export interface GenerateOptions {
  readonly items: number;
  readonly seed: number;
  /** The end of the generated content. Everything is dated before it, except scheduled items. */
  readonly until: Date;
}

/** Generates all the content of a site in chunks. After each chunk it yields the number of items so far. */
export function* makeNewsroom(
  rows: Rows,
  kits: readonly LanguageKit[],
  { items, seed, until }: GenerateOptions,
): Generator<number> {
  const random = createRandom(seed);
  const [ownKit, ...otherKits] = kits;
  rows.add(site, {
    language: SITE_LANGUAGE,
    timeZone: 'UTC',
    logo: { url: '/media/logo.svg', altText: ownKit?.edition.name ?? '', width: 480, height: 120 },
    shareNetworks: [{ network: 'email', template: 'mailto:?subject={headline}&body={url}' }],
  });
  const languages = kits.map((kit, position) => {
    const edition = makeEdition(rows, random, kit, itemsOf(kit, items), position);
    return { kit, edition, nextStory: createNextStory(edition), stories: new Set<Story>() };
  });
  yield 0;
  const translations = createTranslations(random, () => pickKit(random, otherKits)?.language ?? '');
  for (let index = 0; index < items; index += 1) {
    const kit = pickKit(random, kits);
    const current = languages.find((candidate) => candidate.kit === kit);
    if (!current) continue;
    const { edition, nextStory, stories } = current;
    const { language } = current.kit;
    const story = nextStory();
    const isOriginal = translations.isWanted(language);
    const date = dateOfPlace((index + random.fraction()) / items, until);
    const original = translations.next(language);
    const made = makeItem(rows, { edition, story, date, until, original, isOriginal });
    if (isOriginal) translations.add(made);
    stories.add(story);
    if ((index + 1) % CHUNK === 0 && index + 1 < items) yield index + 1;
  }
  for (const { edition, kit, stories } of languages)
    makeCollections(rows, edition, stories, Math.ceil(itemsOf(kit, items) / 500) + 2);
  yield items;
}

function itemsOf({ share }: LanguageKit, items: number): number {
  return Math.ceil((items * share) / 100);
}

/** Picks a language at random, as often as its share says. */
function pickKit(random: Random, kits: readonly LanguageKit[]): LanguageKit | undefined {
  let left = random.fraction() * kits.reduce((sum, { share }) => sum + share, 0);
  return (
    kits.find(({ share }) => {
      left -= share;
      return left < 0;
    }) ?? kits[0]
  );
}

/**
 * Decides which items are translated: one in ten items in the site's language, into one or two other languages. An
 * original waits for the next item in the other language. That item becomes its translation.
 */
function createTranslations(random: Random, pickOther: () => string) {
  const waiting = new Map<string, Original[]>();
  return {
    isWanted: (language: string): boolean => language === SITE_LANGUAGE && random.chance(0.1),
    add: (original: Original): void => {
      for (const language of new Set([pickOther(), pickOther()])) {
        waiting.set(language, [...(waiting.get(language) ?? []), original]);
      }
    },
    next: (language: string): Original | undefined => waiting.get(language)?.shift(),
  };
}
