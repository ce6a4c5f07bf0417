import { englishAnalysis } from './en-analysis.js';
import { englishLongReads } from './en-long-reads.js';
import { englishOpinion } from './en-opinion.js';
import { englishOverseas } from './en-overseas.js';
import type { SampleItem } from './sample-item.js';

/** English opinion, analysis, blog posts, features, and what comes from abroad. */
export const englishFeatures: SampleItem[] = [
  ...englishOpinion,
  ...englishAnalysis,
  ...englishLongReads,
  ...englishOverseas,
];
