import type { contentItems } from '../item/table.js';
import type { SectionSlug } from './kits/kit.js';
import type { Random } from './random.js';

/** What a translation has in common with what it is a translation of. */
export interface Original {
  readonly groupId: number | null;
  readonly type: (typeof contentItems.$inferSelect)['type'];
  readonly genre: (typeof contentItems.$inferSelect)['genre'];
  readonly section: SectionSlug;
}

/** Items that are waiting for their translations, by language: the next item of that language is the translation. */
export interface TranslationDesk {
  readonly isWanted: (language: string) => boolean;
  readonly offer: (original: Original) => void;
  readonly next: (language: string) => Original | undefined;
}

/** One item of the site's own language in ten is translated, into one or two others. */
export function createTranslationDesk(
  random: Random,
  { own, pickOther }: { readonly own: string; readonly pickOther: () => string },
): TranslationDesk {
  const waiting = new Map<string, Original[]>();
  return {
    isWanted: (language) => language === own && random.chance(0.1),
    offer: (original) => {
      for (const language of new Set([pickOther(), pickOther()])) {
        const queue = waiting.get(language);
        if (queue) queue.push(original);
        else waiting.set(language, [original]);
      }
    },
    next: (language) => waiting.get(language)?.shift(),
  };
}
