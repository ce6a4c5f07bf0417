import { site } from '../site/table.js';
import { LEAST_ITEMS, makeCollections } from './collections.js';
import { makeEdition } from './edition.js';
import { makeItem } from './item.js';
import { type LanguageKit, SITE_LANGUAGE } from './kit.js';
import { dateOfPlace } from './publication.js';
import { createRandom, type Random } from './random.js';
import type { Rows } from './rows.js';
import { createNextStory, type Story } from './story.js';
import { createTranslations } from './translations.js';

/** The number of items that are made and written at once. A larger number would be no faster, and would take more memory. */
const CHUNK = 1000;

export interface GenerateOptions {
  readonly items: number;
  readonly seed: number;
  /** The end of the generated content. Everything is dated before it, except scheduled items. */
  readonly until: Date;
}

/**
 * Generates a newsroom in chunks. A newsroom is all the content of a site: its settings, editions, sections, authors and
 * items. After each chunk it yields the number of items so far.
 */
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
  const translations = createTranslations(random, SITE_LANGUAGE, () => pickKit(random, otherKits)?.language ?? '');
  for (let index = 0; index < items; index += 1) {
    const kit = pickKit(random, kits);
    const current = languages.find((candidate) => candidate.kit === kit);
    if (!current) continue;
    const { language } = current.kit;
    const story = current.nextStory();
    const isOriginal = translations.isWanted(language);
    const date = dateOfPlace((index + random.fraction()) / items, until);
    const original = translations.next(language);
    const made = makeItem(rows, { edition: current.edition, story, date, until, original, isOriginal });
    if (isOriginal) translations.add(made);
    current.stories.add(story);
    if ((index + 1) % CHUNK === 0 && index + 1 < items) yield index + 1;
  }
  for (const { edition, kit, stories } of languages) {
    // Only the newest stories that have enough items get a package.
    const chosen = [...stories].filter(({ itemIds }) => itemIds.length >= LEAST_ITEMS);
    makeCollections(rows, edition, chosen.slice(-(Math.ceil(itemsOf(kit, items) / 500) + 2)));
  }
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
