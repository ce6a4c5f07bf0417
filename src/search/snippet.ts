import escapeHtml from 'escape-html';
import { type FoundWord, findWordsAndParts } from './words.js';

/** The length of a snippet in characters, without the `<mark>` tags. */
const LENGTH = 200;
/** A text is searched in pieces of this length, in characters. The first piece with a wanted word is used. */
const PIECE = 2000;

/** Returns the part of a text with the most wanted words, or its beginning, as HTML. Wanted words are in `<mark>`. */
export function cutSnippet(text: string, language: string, isWanted: (word: string) => boolean): string {
  const found = findMarks(text, language, isWanted);
  const { end, marks, start } = found ?? { start: 0, end: Math.min(text.length, LENGTH), marks: [] };
  const from = start === 0 ? 0 : nextGap(text, start);
  const to = end >= text.length ? text.length : lastGap(text, end, marks.at(-1)?.end ?? from);
  const pieces: string[] = [];
  let at = from;
  for (const mark of marks.filter((one) => one.start >= from && one.end <= to)) {
    if (mark.start < at) continue;
    pieces.push(escapeText(text.slice(at, mark.start)), `<mark>${escapeText(text.slice(mark.start, mark.end))}</mark>`);
    at = mark.end;
  }
  pieces.push(escapeText(text.slice(at, to)));
  const html = pieces.join('').replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '… ' : ''}${html}${to < text.length ? ' …' : ''}`;
}

/** Finds the part of the text to show, and the wanted words in this part. Undefined if the text has no wanted words. */
function findMarks(text: string, language: string, isWanted: (word: string) => boolean) {
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE >= text.length ? text.length : lastGap(text, at + PIECE, at + 1);
    const marks = findWordsAndParts(text.slice(at, end), language)
      .filter(({ word }) => isWanted(word))
      .map((mark) => ({ word: mark.word, start: mark.start + at, end: mark.end + at }));
    if (marks.length > 0) return chooseWindow(text, marks);
    at = end;
  }
  return undefined;
}

/** Chooses the part with the most different wanted words. Of equal parts, the part with more wanted words. */
function chooseWindow(text: string, marks: readonly FoundWord[]) {
  let best: FoundWord[] = [];
  for (const [index, first] of marks.entries()) {
    const within = marks.slice(index, index + 40).filter(({ end }) => end - first.start <= LENGTH - 40);
    if (weigh(within) > weigh(best)) best = within;
  }
  const [first, last] = [best[0], best.at(-1)];
  const middle = Math.floor(((first?.start ?? 0) + (last?.end ?? 0)) / 2);
  const start = Math.max(0, Math.min(middle - LENGTH / 2, text.length - LENGTH, first?.start ?? 0));
  const end = Math.min(text.length, Math.max(start + LENGTH, last?.end ?? 0));
  return { start, end, marks: marks.filter((mark) => mark.start >= start && mark.end <= end) };
}

function weigh(marks: readonly FoundWord[]): number {
  return new Set(marks.map(({ word }) => word)).size * 100 + marks.length;
}

/** Returns the beginning of the next word. If no space is near, returns the edge of the character at the place. */
function nextGap(text: string, place: number): number {
  const gap = text.slice(place, place + 25).search(/\s/);
  return gap >= 0 ? place + gap + 1 : toCharacterEdge(text, place);
}

/** Returns the end of the last word before a place, or `least` if that end is before `least`. */
function lastGap(text: string, place: number, least: number): number {
  const from = Math.max(least, place - 25);
  const gap = text.slice(from, place).search(/\s\S*$/);
  return gap > 0 ? from + gap : Math.max(least, toCharacterEdge(text, place));
}

/** Moves a place back to the edge of a character, so that no surrogate pair or combining mark is cut off. */
function toCharacterEdge(text: string, place: number): number {
  let at = place;
  while (at > 0 && /^(?:\p{M}|\u200d|[\udc00-\udfff])/u.test(text.slice(at, at + 1))) at -= 1;
  return at;
}

/** Escapes a text, and removes the control characters that HTML does not allow. */
const escapeText = (text: string): string => escapeHtml(text.replace(/[^\P{Cc}\s]/gu, ' '));
