import { UnreadableDocument } from '../contract/format.js';
import { cutAtWord } from '../text/plain.js';
import { MONTH_NAME, parseTime } from '../text/time.js';
import type { StatedTime } from './facts.js';

/** Returns the first readable time. If it is only a date, an exact time within 24 hours of that date is preferred. */
export function readTimes(texts: readonly string[], timeZone: string): Date | undefined {
  const times = texts.flatMap((text) => {
    const time = parseTime(text, timeZone);
    return time ? [{ time, isDay: !/:|\d{10}/.test(text) }] : [];
  });
  const [first] = times;
  if (!first?.isDay) return first?.time;
  const exact = times.find(({ time, isDay }) => !isDay && Math.abs(time.getTime() - first.time.getTime()) < DAY);
  return (exact ?? first).time;
}

const DAY = 24 * 60 * 60 * 1000;

/** Does the same as `readTimes`. Also refuses a page whose most likely date does not exist, such as 31 April. */
export function readStatedTimes(stated: readonly StatedTime[], timeZone: string): Date | undefined {
  const first = stated.find(({ text }) => parseTime(text, timeZone) !== undefined || isUnreal(text, timeZone));
  if (first && isUnreal(first.text, timeZone)) {
    throw new UnreadableDocument(`${first.name}: "${cutAtWord(first.text.trim(), 60)}" is not a date that exists`);
  }
  const texts = stated.map(({ text }) => text);
  return readTimes(texts, timeZone);
}

const DATE = [
  String.raw`[12]\d{3}([-/.])\d{1,2}\1\d{1,2}(?:(?:T|,? )\d{1,2}:\d{2}(?::\d{2})?)?`,
  String.raw`\d{1,2}[ -]${MONTH_NAME}\.?[ -][12]\d{3}`,
  String.raw`${MONTH_NAME}\.? \d{1,2},? [12]\d{3}`,
].map((source) => new RegExp(`^${source}(?!\\d)`, 'i'));

/** True if a text begins with a date that does not exist. Unknown words after the date are ignored. */
function isUnreal(text: string, timeZone: string): boolean {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  const date = DATE.map((form) => form.exec(trimmed)?.[0]).find((found) => found !== undefined);
  return date !== undefined && parseTime(date, date === trimmed ? timeZone : 'UTC') === undefined;
}
