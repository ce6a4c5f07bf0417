import type { DraftBlock } from '../../body/blocks.js';
import { isSamePicture } from '../body/image.js';
import { textsOf } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { countWords } from './page.js';

const LONG_PARAGRAPH = 25;
/** The most blocks of a head. It matters for texts that are all in short paragraphs. */
const MAX_HEAD = 10;

/**
 * Removes the headline, the byline, the main picture and the like from the start of the body, as they are shown above it. A
 * short line before the headline becomes the label. Blocks that are not clearly one of these stay.
 */
export function withoutHead(draft: ContentDraftInput): ContentDraftInput {
  const body = draft.body ?? [];
  const length = findHeadLength(body, draft);
  const head = body.slice(0, length);
  const title = head.findIndex((block) => fold(block) === foldText(draft.headline));
  const over = title > 0 ? head[title - 1] : undefined;
  const kicker = over && draft.label === undefined && !isShown(over, draft) && isKicker(over) ? over : undefined;
  const rest = [...head.filter((block) => block !== kicker && !isShown(block, draft)), ...body.slice(length)];
  return rest.length === 0
    ? draft
    : { ...draft, body: rest, ...(kicker && { label: textsOf(kicker).join(' ').replace(/\s+/g, ' ').trim() }) };
}

function findHeadLength(body: readonly DraftBlock[], draft: ContentDraftInput): number {
  const end = body.findIndex(
    (block) => block.type === 'list' || block.type === 'quote' || countWords([block]) >= LONG_PARAGRAPH,
  );
  // A long paragraph may still be the headline or the standfirst.
  const isOver = end >= 0 && isShown(body[end], draft) && body[end + 1] !== undefined;
  const length = isOver ? end + 1 : end < 0 ? body.length : end;
  return Math.min(length, MAX_HEAD);
}

function isShown(block: DraftBlock | undefined, draft: ContentDraftInput): boolean {
  if (block?.type === 'image') {
    const { mainImage } = draft;
    const [words = '', kept = ''] = [block.image.caption, mainImage?.caption].map((caption) =>
      foldText(caption ?? '')
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
        .trim(),
    );
    return mainImage !== undefined && kept.includes(words) && isSamePicture(block.image.url, mainImage.url);
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
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

const JOINING = new Set(['by', 'von', 'par', 'por', 'and', 'und', 'et', 'y', 'e']);

/** Whether a line has the names of the byline and nothing else, as in "Von A. B. und dpa". */
function isByline(line: string, byline: string | undefined): boolean {
  const [printed, stated] = [line, foldText(byline ?? '')].map((text) =>
    (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
      .filter((word) => !JOINING.has(word))
      .toSorted()
      .join(' '),
  );
  return stated !== '' && printed === stated;
}

/** Words in a line with a date, besides names of months and weekdays. */
const TIME_WORDS =
  'published updated on at am pm st nd rd th veröffentlicht aktualisiert stand am um uhr h le à de del às'.split(' ');
const ZONE = /^(?:utc|gmt|bst|ces?t|[ecmp][sd]?t)$/;

/** Whether a line is only the time of publication or of the last change. */
function isTimeLine(line: string, { language, publishedAt, updatedAt }: ContentDraftInput): boolean {
  const known = new Set([...TIME_WORDS, ...calendarWords(language), ...calendarWords('en')]);
  const words = line.replace(/\b([ap])\.m\./g, '$1m').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const numbers = (line.match(/\d+/g) ?? []).map(Number);
  const isBare =
    line.length <= 80 && words.every((word) => known.has(word) || ZONE.test(word) || /^[年月日時分]+$/.test(word));
  return isBare && [publishedAt, updatedAt].some((time) => time instanceof Date && tellsDay(numbers, time));
}

/** Whether numbers hold the day and the year of a time, or of the day before or after, which it may be in other zones. */
function tellsDay(numbers: readonly number[], time: Date): boolean {
  return [-1, 0, 1].some((shift) => {
    const day = new Date(time.getTime() + shift * 24 * 60 * 60 * 1000);
    return numbers.includes(day.getUTCFullYear()) && numbers.includes(day.getUTCDate());
  });
}

function calendarWords(language = 'en'): string[] {
  // Twelve days, 32 apart: one in each month, and all weekdays.
  const dates = Array.from({ length: 12 }, (_, index) => Date.UTC(2024, 0, 1 + 32 * index));
  return (['long', 'short'] as const).flatMap((style) => {
    const format = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', weekday: style, timeZone: 'UTC' });
    const text = dates.map((date) => format.format(date)).join(' ');
    return text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  });
}
