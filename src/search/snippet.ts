import escapeHtml from 'escape-html';
import { findWordsAndParts } from './words.js';

/** How long a snippet is, in characters, without its marks. */
const LENGTH = 200;
/** A text is looked through in pieces, until one holds what is looked for. */
const PIECE = 2000;

interface Mark {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a text that says most of what was looked for, as HTML: everything escaped, the words in `<mark>`. The
 * beginning, without marks, of a text that has none of them.
 */
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

/** The best window: the most different words, then the most words, then the earliest. */
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

function chooseWindow(text: string, marks: readonly Mark[]) {
  let best: Mark[] = [];
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

function weigh(marks: readonly Mark[]): number {
  return new Set(marks.map(({ word }) => word)).size * 100 + marks.length;
}

/** Where a word begins after a place; the place itself where no space is near, moved off the middle of a character. */
function nextGap(text: string, place: number): number {
  const gap = text.slice(place, place + 25).search(/\s/);
  return gap >= 0 ? place + gap + 1 : offCharacter(text, place);
}

/** Where a word ends before a place, not before `least`. */
function lastGap(text: string, place: number, least: number): number {
  const from = Math.max(least, place - 25);
  const gap = text.slice(from, place).search(/\s\S*$/);
  return gap > 0 ? from + gap : Math.max(least, offCharacter(text, place));
}

/** Between two characters as a reader sees them: no half of a pair, no mark without its letter. */
function offCharacter(text: string, place: number): number {
  let at = place;
  while (at > 0 && /^(?:\p{M}|\u200d|[\udc00-\udfff])/u.test(text.slice(at, at + 1))) at -= 1;
  return at;
}

/** What no page may hold. */
const CONTROLS = /[^\P{Cc}\s]/gu;

const escapeText = (text: string): string => escapeHtml(text.replace(CONTROLS, ' '));
