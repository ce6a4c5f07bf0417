import { Info } from 'luxon';
import { UnreadableDocument } from '../contract/format.js';
import { cutAtWord, foldSpace } from '../text/plain.js';
import { parseTime } from '../text/time.js';
import type { DatedField } from './item.js';

/** Reads a date in any language, such as "Seg, 24 Set 2018 19:42:40 -0300". Throws when a field holds no date. */
export function readFieldTime({ field, text }: DatedField, timeZone: string): Date {
  const time = parseTime(text, timeZone) ?? parseForeignDate(text, timeZone);
  if (!time) throw new UnreadableDocument(`${field} is not a date: "${cutAtWord(foldSpace(text), 60)}".`);
  return time;
}

function parseForeignDate(text: string, timeZone: string): Date | undefined {
  const [, day, name = '', rest] =
    /^\s*(?:\p{L}+\.?,?\s+)?(\d{1,2})\.?\s+(?:de\s+)?(\p{L}+)\.?\s+(?:de\s+)?(\d{4}\b.*)$/su.exec(text) ?? [];
  foreignMonths ??= listForeignMonths();
  const month = foreignMonths.get(name.toLowerCase());
  return month ? parseTime(`${day} ${month} ${rest}`, timeZone) : undefined;
}

let foreignMonths: ReadonlyMap<string, string> | undefined;

const LANGUAGES = 'ca cs da de en es fi fr hr hu id it nb nl pl pt ro ru sk sl sv tr uk'.split(' ');
const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Lists English months by their names in other languages, whole and abbreviated to three letters. */
function listForeignMonths(): Map<string, string> {
  const names = LANGUAGES.flatMap(namesOfMonths);
  const abbreviations = names.map(([name, month]): Name => [name.slice(0, 3), month]);
  return new Map([...dropAmbiguous(abbreviations), ...dropAmbiguous(names)]);
}

type Name = [name: string, month: string];

/** Leaves out names that mean different months in two languages, such as "listopad", and names that are not words. */
function dropAmbiguous(names: readonly Name[]): Name[] {
  const isClear = ([name, month]: Name) =>
    names.every(([otherName, otherMonth]) => otherName !== name || otherMonth === month);
  return names.filter((each) => /^\p{L}{3,}$/u.test(each[0]) && isClear(each));
}

function namesOfMonths(locale: string): Name[] {
  const names = (['short', 'long'] as const).flatMap((width) => Info.monthsFormat(width, { locale }));
  return names.map((name, index) => [name.toLowerCase().replace(/\.$/, ''), ENGLISH[index % 12] ?? '']);
}
