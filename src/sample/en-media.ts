import { englishGalleries } from './en-galleries.js';
import { englishInfographics } from './en-infographics.js';
import { liveBlogOfTheFinal } from './en-live-final.js';
import { liveBlogOfTheFog } from './en-live-fog.js';
import { englishFeatureVideos } from './en-videos-features.js';
import { englishNewsVideos } from './en-videos-news.js';
import type { SampleItem } from './sample-item.js';

/** Everything English that isn't an article: videos, galleries, infographics and live blogs. */
export const englishMedia: SampleItem[] = [
  ...englishNewsVideos,
  ...englishFeatureVideos,
  ...englishGalleries,
  ...englishInfographics,
  liveBlogOfTheFog,
  liveBlogOfTheFinal,
];
