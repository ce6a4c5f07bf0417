import { parseTime } from '../text/time.js';

/** As `parseTime`, and RFC 822 dates whose day and month are written in another language: "Seg, 24 Set 2018 19:42:40 -0300". */
export function parseFeedTime(text: string, timeZone: string): Date | undefined {
  return parseTime(text, timeZone) ?? parseForeignDate(text, timeZone);
}

function parseForeignDate(text: string, timeZone: string): Date | undefined {
  const [, day, name = '', rest] =
    /^\s*(?:\p{L}+\.?,?\s+)?(\d{1,2})\.?\s+(?:de\s+)?(\p{L}+)\.?\s+(?:de\s+)?(\d{4}\b.*)$/su.exec(text) ?? [];
  foreignMonths ??= listForeignMonths();
  const month = foreignMonths.get(name.toLowerCase());
  return month ? parseTime(`${day} ${month} ${rest}`, timeZone) : undefined;
}

let foreignMonths: ReadonlyMap<string, string> | undefined;

const LANGUAGES = 'ca cs da de es fi fr hr hu id it nb nl pl pt ro ru sk sl sv tr uk'.split(' ');
const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Names as they are written, and where they leave no doubt their first three letters, as software abbreviates them. */
function listForeignMonths(): Map<string, string> {
  const names = [...LANGUAGES.flatMap(namesOfMonths), ...ENGLISH.map((month): Name => [month.toLowerCase(), month])];
  const written = dropAmbiguous(names);
  const cut = dropAmbiguous(names.map(([name, month]) => [name.slice(0, 3), month]));
  return new Map([...cut, ...written]);
}

type Name = [name: string, month: string];

/** A name that two languages give to different months ("listopad") is in no language for sure. */
function dropAmbiguous(names: readonly Name[]): Map<string, string> {
  const months = new Map<string, Set<string>>();
  for (const [name, month] of names) {
    months.set(name, (months.get(name) ?? new Set()).add(month));
  }
  const clear = [...months].filter(([name, found]) => found.size === 1 && /^\p{L}{3,}$/u.test(name));
  return new Map(clear.flatMap(([name, found]) => [...found].map((month): Name => [name, month])));
}

function namesOfMonths(language: string): Name[] {
  return ENGLISH.flatMap((month, index) =>
    (['short', 'long'] as const).map((width): Name => {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: width, timeZone: 'UTC' });
      const part = format.formatToParts(Date.UTC(2001, index, 15)).find(({ type }) => type === 'month');
      return [(part?.value ?? '').toLowerCase().replace(/\.$/, ''), month];
    }),
  );
}
