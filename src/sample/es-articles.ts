import { beyondNews } from './es-beyond.js';
import { spanishEssays } from './es-essays.js';
import { puertoSerenoNews } from './es-puerto-sereno.js';
import { spanishSharedStories } from './es-shared.js';
import { villaluzNews } from './es-villaluz.js';
import type { SampleArticle } from './sample-article.js';

/** Everything that the Spanish newsroom publishes. */
export const spanishArticles: SampleArticle[] = [
  ...spanishSharedStories,
  ...villaluzNews,
  ...puertoSerenoNews,
  ...beyondNews,
  ...spanishEssays,
];
