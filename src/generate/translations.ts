import type { contentItems } from '../item/table.js';
import type { SectionSlug } from './kit.js';
import type { Random } from './random.js';

type ContentItem = typeof contentItems.$inferSelect;

/** The values that an item and its translations have in common. */
export interface Original {
  readonly groupId: number | null;
  readonly type: ContentItem['type'];
  readonly genre: ContentItem['genre'];
  readonly section: SectionSlug;
}

/**
 * Decides which items are translated. One in ten items in the language of the site is translated into one or two other
 * languages. An original waits until the next item of the other language is made, and that item becomes its translation.
 */
export function createTranslations(random: Random, ownLanguage: string, pickOther: () => string) {
  const waiting = new Map<string, Original[]>();
  return {
    isWanted: (language: string): boolean => language === ownLanguage && random.chance(0.1),
    add: (original: Original): void => {
      for (const language of new Set([pickOther(), pickOther()])) {
        waiting.set(language, [...(waiting.get(language) ?? []), original]);
      }
    },
    next: (language: string): Original | undefined => waiting.get(language)?.shift(),
  };
}
