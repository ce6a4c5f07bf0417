import { englishAnalysis } from './en-analysis.js';
import { englishLongReads } from './en-long-reads.js';
import { englishOpinion } from './en-opinion.js';
import type { SampleArticle } from './sample-article.js';

/** English opinion, analysis, blog posts and features. */
export const englishFeatures: SampleArticle[] = [...englishOpinion, ...englishAnalysis, ...englishLongReads];
