/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

export type Direction = 'LTR' | 'RTL';

const directions = new Map<string, Direction>();

/** Which way a language is written, by its usual script: `ar` and `az-Arab` from right to left. */
export function directionOf(language: string): Direction {
  let direction = directions.get(language);
  if (!direction) {
    const { script } = new Intl.Locale(language).maximize();
    direction = script && RIGHT_TO_LEFT.has(script) ? 'RTL' : 'LTR';
    directions.set(language, direction);
  }
  return direction;
}

/** A tag and what it falls back to: `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function fallbacksOf(language: string): string[] {
  const parts = language.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}
