import { arabicCoastArticles } from './ar-coast.js';
import { arabicLocalArticles } from './ar-nahira.js';
import { arabicTranslations } from './ar-shared.js';
import type { SampleItem } from './sample-item.js';

/** The articles of the Arabic edition. */
export const arabicArticles: SampleItem[] = [...arabicTranslations, ...arabicLocalArticles, ...arabicCoastArticles];
