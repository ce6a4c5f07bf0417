/** Words a minute of silent reading, by language: the IReST study of Trauzettel-Klosinski and Dietz, 2012. */
const WORDS_A_MINUTE: Record<string, number> = {
  ar: 138,
  de: 179,
  en: 228,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  ja: 193,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sl: 180,
  sv: 199,
  tr: 166,
  zh: 158,
};
const MEAN_WORDS_A_MINUTE = 184;

/** Counts words by the rules of the language, because Chinese, Japanese and Thai put no spaces between words. */
export function countWords(text: string, language: string): number {
  const segmenter = wordSegmenter(language);
  let words = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    for (const segment of segmenter.segment(piece)) if (segment.isWordLike) words += 1;
  }
  return words;
}

/** Cuts a text into pieces for the segmenter, whose running time grows with the square of the text's length. */
const PIECE = /.{1,500}(?=\s|$)|.{1,500}/gsu;

/** Returns the reading time in whole minutes, at least one. */
export function readTimeMinutes(wordCount: number, language: string): number {
  const rate = WORDS_A_MINUTE[new Intl.Locale(language).language] ?? MEAN_WORDS_A_MINUTE;
  return Math.max(1, Math.round(wordCount / rate));
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Returns the segmenter of a language. It is kept, because creating a segmenter takes as long as segmenting a page. */
export function wordSegmenter(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}
