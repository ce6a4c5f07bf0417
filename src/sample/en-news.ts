import { economyNews } from './en-news-economy.js';
import { healthNews } from './en-news-health.js';
import { miscellaneousNews } from './en-news-miscellaneous.js';
import { politicsNews } from './en-news-politics.js';
import { sportsNews } from './en-news-sports.js';
import { unpublishedNews } from './en-news-unpublished.js';
import type { SampleItem } from './sample-item.js';

/** The English news of the sample newsroom: politics, economy, sports, health and miscellaneous. */
export const englishNews: SampleItem[] = [
  ...politicsNews,
  ...economyNews,
  ...sportsNews,
  ...healthNews,
  ...miscellaneousNews,
  ...unpublishedNews,
];
