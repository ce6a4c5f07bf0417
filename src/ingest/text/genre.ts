import type { Genre } from '../../item/kind-names.js';

const GENRE_WORDS: [RegExp, Genre][] = [
  [/\b(?:opinion|op-?ed|editorial|column|commentary|comment|review)s?\b/, 'OPINION'],
  [/\b(?:analys[ie]s|analytics|background|backgrounder|explainer)\b/, 'ANALYSIS'],
  [/\bblogs?\b/, 'BLOG'],
  [/\b(?:features?|profile|special ?report|longread|reportage|from the scene)\b/, 'FEATURE'],
];

/** Turns a genre of IPTC or of a provider into a genre of Dateline: "Backgrounder" → ANALYSIS. */
export function findGenre(names: readonly string[]): Genre | undefined {
  return names.flatMap((name) => GENRE_WORDS.find(([pattern]) => pattern.test(lastSegment(name)))?.[1] ?? [])[0];
}

/** Returns the last segment of a URI or qualified code, in lower case: `http://…/role/author` → `author`. */
export function lastSegment(text: string | undefined): string {
  const segments = text?.toLowerCase().split(/[/:#]/) ?? [];
  return segments.findLast((segment) => segment.trim() !== '')?.trim() ?? '';
}
