import { DateTime } from 'luxon';

/**
 * Reads a moment as documents of all kinds write it: ISO 8601, RFC 822, Unix seconds or milliseconds, English dates.
 * Without a zone it is local in `timeZone`. What doesn't exist, or can't be understood, is undefined: never another moment.
 */
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

type Parts = Record<string, string | undefined>;

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i;
/** RFC 822 allows comments, and `Date.prototype.toString` ends with one: "(CEST)". */
const COMMENT = / ?\([^()]*\)$/;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?(?: ?(?<half>[ap])\.?m\.?)?`;
const ZONE = String.raw`(?: ?(?<zone>z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,4}|\[[\w/+-]+\])(?:\[[\w/+-]+\])?)?`;
const MONTH = String.raw`(?<month>[a-z]{3,9})\.?`;
// Years before 1000 are unset fields ("0001-01-01", "0000-00-00"), not dates.
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
  // Luxon moves a time that the clocks skipped in spring to the next hour.
  const exists = moment.isValid && moment.hour === hour % 24 && moment.minute === minute;
  return exists ? moment.toJSDate() : undefined;
}

/** RFC 2822: two digits below 50 are of this century. */
function readYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

function readMonth(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return MONTH_NAME.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : undefined;
}

function readHour({ hour, half }: Parts): number | undefined {
  const number = Number(hour ?? 0);
  if (half === undefined) return number;
  const twelve = number >= 1 && number <= 12;
  return twelve ? (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : undefined;
}

/** The names that RFC 822 has, and those in use that mean one zone only. */
const ZONES: Record<string, string> = {
  ...{ Z: 'UTC', UT: 'UTC', UTC: 'UTC', GMT: 'UTC', WET: 'UTC', WEST: 'UTC+1', BST: 'UTC+1' },
  ...{ CET: 'UTC+1', CEST: 'UTC+2', EET: 'UTC+2', EEST: 'UTC+3', MSK: 'UTC+3', JST: 'UTC+9', KST: 'UTC+9' },
  ...{ EST: 'UTC-5', EDT: 'UTC-4', CST: 'UTC-6', CDT: 'UTC-5', MST: 'UTC-7', MDT: 'UTC-6', PST: 'UTC-8', PDT: 'UTC-7' },
  ...{ ET: 'America/New_York', CT: 'America/Chicago', MT: 'America/Denver', PT: 'America/Los_Angeles' },
  ...{ AKST: 'UTC-9', AKDT: 'UTC-8', HST: 'UTC-10', AEST: 'UTC+10', AEDT: 'UTC+11', NZST: 'UTC+12', NZDT: 'UTC+13' },
};

function readZone(text: string | undefined, timeZone: string): string | undefined {
  if (text === undefined) return timeZone;
  if (text.startsWith('[')) return text.slice(1, -1);
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!offset) return ZONES[text.toUpperCase()];
  const [, sign = '+', hours = '0', minutes = '00'] = offset;
  return Number(hours) <= 14 && Number(minutes) < 60 ? `UTC${sign}${Number(hours)}:${minutes}` : undefined;
}
