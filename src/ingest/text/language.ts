/**
 * BCP 47 in its canonical form (`en_us` → `en-US`). Undefined for what isn't a language: documents also write
 * "english", "und" and nothing at all.
 */
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
