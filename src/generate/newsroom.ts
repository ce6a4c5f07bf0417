import { site } from '../site/table.js';
import { LEAST_ITEMS, makeCollections } from './collections.js';
import { makeEdition, SITE_LANGUAGE } from './edition.js';
import { makeItem } from './item.js';
import { arabic } from './kits/ar.js';
import { english } from './kits/en.js';
import { spanish } from './kits/es.js';
import { french } from './kits/fr.js';
import type { LanguageKit } from './kits/kit.js';
import { chinese } from './kits/zh.js';
import { dateOfPlace } from './life.js';
import { createRandom, type Random } from './random.js';
import type { Rows } from './rows.js';
import { createStoryDesk, type Story } from './story.js';
import { createTranslationDesk } from './translations.js';

const KITS = [english, spanish, arabic, french, chinese];
/** Items that are made, and written, at once: more are no faster and fill the memory. */
const CHUNK = 1000;

export interface GenerateOptions {
  readonly items: number;
  readonly seed: number;
  /** When the newsroom ends: everything is dated back from it, but for what is scheduled. */
  readonly until: Date;
}

/** Makes the newsroom a chunk at a time; yields how many items have been made. */
export function* makeNewsroom(rows: Rows, { items, seed, until }: GenerateOptions): Generator<number> {
  const random = createRandom(seed);
  makeSite(rows);
  const desks = KITS.map((kit, position) => openDesk(rows, random, kit, itemsOf(kit, items), position));
  yield 0;
  const translations = createTranslationDesk(random, {
    own: SITE_LANGUAGE,
    pickOther: () => pickKit(random, KITS.slice(1)).language,
  });
  for (let index = 0; index < items; index += 1) {
    const { language } = pickKit(random, KITS);
    const desk = desks.find(({ kit }) => kit.language === language);
    if (!desk) continue;
    const story = desk.stories.next();
    const isOriginal = translations.isWanted(language);
    const date = dateOfPlace((index + random.fraction()) / items, until);
    const original = translations.next(language);
    const made = makeItem(rows, { edition: desk.edition, story, date, until, original, isOriginal });
    if (isOriginal) translations.offer(made);
    desk.told.add(story);
    if ((index + 1) % CHUNK === 0 && index + 1 < items) yield index + 1;
  }
  for (const { edition, kit, told } of desks) {
    makeCollections(rows, edition, chooseStories(told, Math.ceil(itemsOf(kit, items) / 500) + 2));
  }
  yield items;
}

/** Where the items of an edition are made, with the stories that it has told. */
function openDesk(rows: Rows, random: Random, kit: LanguageKit, items: number, position: number) {
  const edition = makeEdition(rows, random, kit, items, position);
  return { kit, edition, stories: createStoryDesk(edition), told: new Set<Story>() };
}

function itemsOf({ share }: LanguageKit, items: number): number {
  return Math.ceil((items * share) / 100);
}

/** The newest with enough items. */
function chooseStories(told: ReadonlySet<Story>, count: number): Story[] {
  return [...told].filter(({ itemIds }) => itemIds.length >= LEAST_ITEMS).slice(-count);
}

function pickKit(random: Random, kits: readonly LanguageKit[]): LanguageKit {
  let left = random.fraction() * kits.reduce((sum, { share }) => sum + share, 0);
  for (const kit of kits) {
    left -= kit.share;
    if (left < 0) return kit;
  }
  return english;
}

function makeSite(rows: Rows): void {
  rows.add(site, {
    ...{ language: SITE_LANGUAGE, timeZone: 'UTC' },
    logo: { url: '/media/logo.svg', altText: english.edition.name, width: 480, height: 120 },
    shareNetworks: [{ network: 'email', template: 'mailto:?subject={headline}&body={url}' }],
  });
}
