import type { Genre } from '../../item/content-kinds.js';

const GENRE_WORDS: [RegExp, Genre][] = [
  [/\b(?:opinion|op-?ed|editorial|column|commentary|comment|review)s?\b/, 'OPINION'],
  [/\b(?:analys[ie]s|analytics|background|backgrounder|explainer)\b/, 'ANALYSIS'],
  [/\bblogs?\b/, 'BLOG'],
  [/\b(?:features?|profile|special ?report|longread|reportage|from the scene)\b/, 'FEATURE'],
];

/** Our genre for a provider's or IPTC's: "Backgrounder" is ANALYSIS. Undefined where ours has no word for it. */
export function findGenre(names: readonly string[]): Genre | undefined {
  for (const name of names) {
    const found = GENRE_WORDS.find(([pattern]) => pattern.test(lastSegment(name)));
    if (found) return found[1];
  }
  return undefined;
}

/** The last segment of a URI, a qualified code or a plain word, in lower case: `http://…/role/author` → `author`. */
export function lastSegment(text: string | undefined): string {
  const segments = text?.toLowerCase().split(/[/:#]/) ?? [];
  return segments.findLast((segment) => segment.trim() !== '')?.trim() ?? '';
}
