import { liveBlogOfTheFreighter } from './es-live-freighter.js';
import { spanishVideos } from './es-videos.js';
import { spanishVisuals } from './es-visuals.js';
import type { SampleItem } from './sample-item.js';

/** Everything Spanish that isn't an article: videos, galleries, an infographic and a live blog. */
export const spanishMedia: SampleItem[] = [...spanishVideos, ...spanishVisuals, liveBlogOfTheFreighter];
