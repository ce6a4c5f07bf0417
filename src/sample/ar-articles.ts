import { arabicCoastArticles } from './ar-coast.js';
import { arabicLocalArticles } from './ar-nahira.js';
import { arabicTranslations } from './ar-shared.js';
import type { SampleArticle } from './sample-article.js';

/** The articles of the Arabic edition. */
export const arabicArticles: SampleArticle[] = [...arabicTranslations, ...arabicLocalArticles, ...arabicCoastArticles];
