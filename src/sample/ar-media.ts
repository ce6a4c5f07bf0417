import { liveBlogOfTheMountainRoad } from './ar-live-road.js';
import { arabicVideos } from './ar-videos.js';
import { arabicVisuals } from './ar-visuals.js';
import type { SampleItem } from './sample-item.js';

/** Everything Arabic that isn't an article: videos, galleries, an infographic and a live blog. */
export const arabicMedia: SampleItem[] = [...arabicVideos, ...arabicVisuals, liveBlogOfTheMountainRoad];
