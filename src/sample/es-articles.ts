import { beyondNews } from './es-beyond.js';
import { spanishEssays } from './es-essays.js';
import { spanishOverseas } from './es-overseas.js';
import { puertoSerenoNews } from './es-puerto-sereno.js';
import { spanishSharedStories } from './es-shared.js';
import { villaluzNews } from './es-villaluz.js';
import type { SampleItem } from './sample-item.js';

/** Everything that the Spanish newsroom publishes. */
export const spanishArticles: SampleItem[] = [
  ...spanishSharedStories,
  ...villaluzNews,
  ...puertoSerenoNews,
  ...beyondNews,
  ...spanishEssays,
  ...spanishOverseas,
];
