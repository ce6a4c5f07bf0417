import { englishArts } from './en-arts.js';
import { englishEnvironment } from './en-environment.js';
import { englishHealth } from './en-health.js';
import { englishTechnology } from './en-technology.js';
import type { SampleItem } from './sample-item.js';

/** English articles about technology, the environment, the arts and health. */
export const englishScience: SampleItem[] = [
  ...englishTechnology,
  ...englishEnvironment,
  ...englishArts,
  ...englishHealth,
];
