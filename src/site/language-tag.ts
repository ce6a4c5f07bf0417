import { z } from 'zod';

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

export type Direction = 'LTR' | 'RTL';

const directions = new Map<string, Direction>();

/** Returns the direction in which a language is written. Its script decides: `ar` and `az-Arab` are written RTL. */
export function directionOf(language: string): Direction {
  const known = directions.get(language);
  if (known) return known;
  const { script } = new Intl.Locale(language).maximize();
  const direction = script && RIGHT_TO_LEFT.has(script) ? 'RTL' : 'LTR';
  directions.set(language, direction);
  return direction;
}

/** Lists a tag and its fallbacks: `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function fallbacksOf(language: string): string[] {
  const parts = language.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** Returns the canonical form of a BCP 47 tag: `en_us` becomes `en-US`. Undefined for other texts, such as "english". */
export function canonicalLanguage(text: string | null | undefined): string | undefined {
  const tag = text?.trim().replaceAll('_', '-') ?? '';
  try {
    return /^[a-z]{2,3}(?:-|$)/i.test(tag) && !/^(?:und|mul|zxx)\b/i.test(tag)
      ? Intl.getCanonicalLocales(tag)[0]
      : undefined;
  } catch {
    return undefined;
  }
}

/** The schema of a BCP 47 tag in an imported document. It returns the canonical form of the tag. */
export const languageTag = z.string().transform((tag, context) => {
  const canonical = canonicalLanguage(tag);
  if (canonical !== undefined) return canonical;
  context.addIssue(`${JSON.stringify(tag.slice(0, 40))} is not a BCP 47 tag, such as en or pt-BR`);
  return z.NEVER;
});
