import { DateTime } from 'luxon';
import { UnreadableDocument } from '../contract/format.js';

/** Reads ISO 8601, RFC 822, an English date, Unix seconds or milliseconds. `timeZone` is for texts without a zone. */
export function parseTime(text: string, timeZone: string): Date | undefined {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (/^\d{10}(?:\d{3})?$/.test(trimmed)) return new Date(Number(trimmed) * (trimmed.length === 10 ? 1000 : 1));
  const dated = trimmed.replace(WEEKDAY, '').replace(COMMENT, '');
  for (const pattern of PATTERNS) {
    const parts = pattern.exec(dated)?.groups;
    if (parts) return toDate(parts, timeZone);
  }
  return undefined;
}

/** Reads a time like `parseTime`. If the text is not a time, throws an error that names the field `path`. */
export function readTime(text: string | undefined, path: string, timeZone: string): Date | undefined {
  const time = text === undefined ? undefined : parseTime(text, timeZone);
  if (text !== undefined && time === undefined)
    throw new UnreadableDocument(`${path}: "${text}" isn't a date or time that exists`);
  return time;
}

type Parts = Record<string, string | undefined>;

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i;
/** A comment at the end of a time, such as "(CEST)". RFC 822 allows it, and `Date.prototype.toString` writes it. */
const COMMENT = / ?\([^()]*\)$/;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?(?: ?(?<half>[ap])\.?m\.?)?`;
const ZONE = String.raw`(?: ?(?<zone>z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,4}|\[[\w/+-]+\])(?:\[[\w/+-]+\])?)?`;
const MONTH = String.raw`(?<month>[a-z]{3,9})\.?`;
// Years before 1000 come from empty fields ("0001-01-01", "0000-00-00"), so they are not accepted.
const YEAR = String.raw`(?<year>[12]\d{3})`;

const PATTERNS = [
  String.raw`${YEAR}(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?`,
  String.raw`${YEAR}(?<separator>[-/.])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})(?:(?:T|,? )${CLOCK}${ZONE})?`,
  String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})(?:[T ]?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?${ZONE})?`,
  String.raw`(?<day>\d{1,2})[ -]${MONTH}[ -](?<year>[12]\d{3}|\d{2})(?:,? ${CLOCK}${ZONE})?`,
  String.raw`${MONTH} (?<day>\d{1,2}),? ${YEAR}(?:(?:,| at)? ${CLOCK}${ZONE})?`,
  String.raw`${MONTH} (?<day>\d{1,2}) ${CLOCK}${ZONE} ${YEAR}`,
].map((source) => new RegExp(`^${source}$`, 'i'));

function toDate(parts: Parts, timeZone: string): Date | undefined {
  const month = readMonth(parts.month ?? '1');
  const hour = readHour(parts);
  const zone = readZone(parts.zone, timeZone);
  if (month === undefined || hour === undefined || zone === undefined) return undefined;
  const minute = Number(parts.minute ?? 0);
  const moment = DateTime.fromObject(
    {
      year: readYear(parts.year ?? ''),
      month,
      day: Number(parts.day ?? 1),
      hour,
      minute,
      second: Number(parts.second ?? 0),
      millisecond: Number((parts.fraction ?? '').slice(0, 3).padEnd(3, '0')),
    },
    { zone },
  );
  // In spring, clocks skip an hour. A time within that hour does not exist, and Luxon moves it.
  const exists = moment.isValid && moment.hour === hour % 24 && moment.minute === minute;
  return exists ? moment.toJSDate() : undefined;
}

/** Reads a year. A year of two digits below 50 is in this century, as RFC 2822 says. */
function readYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The source of a regular expression for English months, whole or abbreviated. */
export const MONTH_NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WHOLE_MONTH = new RegExp(`^${MONTH_NAME}$`, 'i');

function readMonth(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return WHOLE_MONTH.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : undefined;
}

function readHour({ hour, half }: Parts): number | undefined {
  const number = Number(hour ?? 0);
  if (half === undefined) return number;
  const twelve = number >= 1 && number <= 12;
  return twelve ? (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : undefined;
}

/** The names of time zones: those of RFC 822, and common names that are unambiguous. */
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    UTC: 'Z UT UTC GMT WET',
    'UTC+1': 'WEST BST CET',
    'UTC+2': 'CEST EET',
    'UTC+3': 'EEST MSK',
    'UTC+9': 'JST KST',
    'UTC+10': 'AEST',
    'UTC+11': 'AEDT',
    'UTC+12': 'NZST',
    'UTC+13': 'NZDT',
    'UTC-4': 'EDT',
    'UTC-5': 'EST CDT',
    'UTC-6': 'CST MDT',
    'UTC-7': 'MST PDT',
    'UTC-8': 'PST AKDT',
    'UTC-9': 'AKST',
    'UTC-10': 'HST',
    'America/New_York': 'ET',
    'America/Chicago': 'CT',
    'America/Denver': 'MT',
    'America/Los_Angeles': 'PT',
  }).flatMap(([zone, names]) => names.split(' ').map((name): [string, string] => [name, zone])),
);

function readZone(text: string | undefined, timeZone: string): string | undefined {
  if (text === undefined) return timeZone;
  if (text.startsWith('[')) return text.slice(1, -1);
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!offset) return ZONES.get(text.toUpperCase());
  const [, sign = '+', hours = '0', minutes = '00'] = offset;
  return Number(hours) <= 14 && Number(minutes) < 60 ? `UTC${sign}${Number(hours)}:${minutes}` : undefined;
}
