import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { isSamePicture } from '../body/image.js';
import { textsOf } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { foldSpace } from '../text/plain.js';
import { countWords } from './page.js';

/** A paragraph with fewer words may belong to the head: the lines that a page prints above the text. */
const LONG_PARAGRAPH = 25;
/** The most blocks of a head. Without this limit, a text with only short paragraphs would count as a head. */
const MAX_HEAD = 10;

/** Removes the lines that clients show above a body. A short line before the headline becomes the label. */
export function withoutHead(draft: ContentDraftInput): ContentDraftInput {
  const body = draft.body ?? [];
  const length = findHeadLength(body, draft);
  const head = body.slice(0, length);
  const title = head.findIndex((block) => fold(block) === foldText(draft.headline));
  const over = title > 0 ? head[title - 1] : undefined;
  const kicker = over && draft.label === undefined && !isShown(over, draft) && isKicker(over) ? over : undefined;
  const rest = [...head.filter((block) => block !== kicker && !isShown(block, draft)), ...body.slice(length)];
  if (rest.length === 0) return draft;
  return { ...draft, body: rest, ...(kicker && { label: foldSpace(textsOf(kicker).join(' ')) }) };
}

function findHeadLength(body: readonly DraftBlock[], draft: ContentDraftInput): number {
  const end = body.findIndex(
    (block) => block.type === 'list' || block.type === 'quote' || countWords([block]) >= LONG_PARAGRAPH,
  );
  // The long paragraph may be the headline or the standfirst. Then it belongs to the head too.
  const isOver = end >= 0 && isShown(body[end], draft) && body[end + 1] !== undefined;
  const length = isOver ? end + 1 : end < 0 ? body.length : end;
  return Math.min(length, MAX_HEAD);
}

function isShown(block: DraftBlock | undefined, draft: ContentDraftInput): boolean {
  const { mainImage } = draft;
  if (block?.type === 'image' && mainImage) {
    const captionOf = ({ caption = '' }: Image) => wordsOf(foldText(caption)).join(' ');
    return captionOf(mainImage).includes(captionOf(block.image)) && isSamePicture(block.image.url, mainImage.url);
  }
  if (block?.type !== 'paragraph' && block?.type !== 'heading') return false;
  const text = fold(block);
  const words = [draft.headline, draft.standfirst, draft.byline].map((line) => foldText(line ?? ''));
  return words.includes(text) || isByline(text, draft.byline) || isTimeLine(text, draft);
}

function isKicker(block: DraftBlock): boolean {
  const text = textsOf(block).join(' ').trim();
  return (block.type === 'paragraph' || block.type === 'heading') && text.length <= 40 && !/[.!?:]$/.test(text);
}

function fold(block: DraftBlock): string {
  return foldText(textsOf(block).join(' '));
}

function foldText(text: string): string {
  return foldSpace(text.normalize('NFC')).toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

const JOINING = new Set(['by', 'von', 'par', 'por', 'and', 'und', 'et', 'y', 'e']);

/** True if a line holds the names of the byline and nothing else, as in "Von A. B. und dpa". */
function isByline(line: string, byline: string | undefined): boolean {
  const namesOf = (text: string) => wordsOf(text).filter((word) => !JOINING.has(word));
  const stated = namesOf(foldText(byline ?? '')).toSorted();
  return stated.length > 0 && namesOf(line).toSorted().join() === stated.join();
}

/** Words that may be in a line with a date, together with the names of months and weekdays. */
const TIME_WORDS =
  'published updated on at am pm st nd rd th veröffentlicht aktualisiert stand am um uhr h le à de del às'.split(' ');
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const ZONE = /^(?:utc|gmt|bst|ces?t|[ecmp][sd]?t)$/;

function isTimeLine(line: string, { language, publishedAt, updatedAt }: ContentDraftInput): boolean {
  const known = new Set([...TIME_WORDS, ...calendarWords(language), ...calendarWords('en')]);
  const words = line.replace(/\b([ap])\.m\./g, '$1m').match(WORD) ?? [];
  const numbers = (line.match(/\d+/g) ?? []).map(Number);
  const isOfTime = (word: string) => known.has(word) || ZONE.test(word) || /^[年月日時分]+$/.test(word);
  if (line.length > 80 || !words.every(isOfTime)) return false;
  return [publishedAt, updatedAt].some((time) => time instanceof Date && hasDay(numbers, time));
}

/** True if the numbers include the year and the day of a time, or a day beside it: time zones may differ by a day. */
function hasDay(numbers: readonly number[], time: Date): boolean {
  return [-1, 0, 1].some((shift) => {
    const day = new Date(time.getTime() + shift * 24 * 60 * 60 * 1000);
    return numbers.includes(day.getUTCFullYear()) && numbers.includes(day.getUTCDate());
  });
}

function calendarWords(language = 'en'): string[] {
  // These twelve dates are 32 days apart. They cover all months and all weekdays.
  const dates = Array.from({ length: 12 }, (_, index) => Date.UTC(2024, 0, 1 + 32 * index));
  return (['long', 'short'] as const).flatMap((style) => {
    const format = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', weekday: style, timeZone: 'UTC' });
    const text = dates.map((date) => format.format(date)).join(' ');
    return text.toLowerCase().match(WORD) ?? [];
  });
}
