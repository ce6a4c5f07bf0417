import { UnreadableDocument } from '../contract/format.js';
import { cutAtWord } from '../text/plain.js';
import { parseTime } from '../text/time.js';
import type { StatedTime } from './facts.js';

/** The first time that can be read. If it is only a day, an exact time within a day of it is taken. */
export function readTimes(texts: readonly string[], timeZone: string): Date | undefined {
  const times = texts.flatMap((text) => {
    const time = parseTime(text, timeZone);
    return time ? [{ time, isDay: !/:|\d{10}/.test(text) }] : [];
  });
  const [first] = times;
  const exact = times.find(
    ({ time, isDay }) => first && !isDay && Math.abs(time.getTime() - first.time.getTime()) < DAY,
  );
  return first?.isDay ? (exact ?? first).time : first?.time;
}

const DAY = 24 * 60 * 60 * 1000;

/** Refuses a page whose likeliest date doesn't exist, such as 31 April. Texts that are no dates are ignored. */
export function refuseUnrealTime(stated: readonly StatedTime[], timeZone: string): void {
  const first = stated.find(({ text }) => parseTime(text, timeZone) !== undefined || isUnreal(text, timeZone));
  if (first && isUnreal(first.text, timeZone)) {
    throw new UnreadableDocument(`${first.name}: "${cutAtWord(first.text.trim(), 60)}" is not a date that exists`);
  }
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = [
  String.raw`[12]\d{3}([-/.])\d{1,2}\1\d{1,2}(?:(?:T|,? )\d{1,2}:\d{2}(?::\d{2})?)?`,
  String.raw`\d{1,2}[ -]${MONTH}\.?[ -][12]\d{3}`,
  String.raw`${MONTH}\.? \d{1,2},? [12]\d{3}`,
].map((source) => new RegExp(`^${source}(?!\\d)`, 'i'));

/** Whether a text begins with a date that doesn't exist. Unknown words after a date don't matter. */
function isUnreal(text: string, timeZone: string): boolean {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  const date = DATE.map((form) => form.exec(trimmed)?.[0]).find((found) => found !== undefined);
  return date !== undefined && parseTime(date, date === trimmed ? timeZone : 'UTC') === undefined;
}
