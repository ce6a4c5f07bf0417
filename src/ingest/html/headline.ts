import { readText } from '../body/dom.js';

/** Returns the headline without the site's name at its end. If it was cut short, returns a longer title instead. */
export function readHeadline(
  stated: string | undefined,
  titles: readonly string[],
  siteNames: readonly (string | undefined)[],
): string | undefined {
  const names = siteNames
    .flatMap((name) => (name ? [name, name.split(/(?<!\s)\s+[-–—|:]\s+/)[0] ?? name] : []))
    .map((name) => name.replace(/^the\s+/i, ''));
  const candidates = [stated ?? '', ...titles]
    .map((title) => withoutSite(title, names))
    .filter((title) => title !== '');
  const [first] = candidates;
  const start = first?.replace(/(?:(?<!\s)\s+)?(?:…|\.\.\.)$/, '');
  if (!start || start === first) return first;
  return candidates.find((title) => title.startsWith(start) && title.length > start.length + 3) ?? first;
}

/** Returns the text of an `h1` if the document's title begins with it. Otherwise returns the whole title. */
export function readWindowTitle(document: Document): string | undefined {
  const title = document.title.replace(/\s+/g, ' ').trim();
  const headings = [...document.querySelectorAll('h1')].map(readText).filter((text) => text.split(' ').length > 2);
  return headings.find((text) => title.startsWith(text)) ?? (title || headings[0]);
}

/** The most site names that are removed from one title. A title that only repeats the name would take too long. */
const MOST_NAMES = 10;

function withoutSite(title: string, names: readonly string[]): string {
  let headline = title;
  for (let cuts = 0; cuts < MOST_NAMES; cuts += 1) {
    const lower = headline.toLowerCase();
    const name = names.find((part) => lower.endsWith(part.toLowerCase()));
    const rest = name === undefined ? '' : headline.slice(0, -name.length);
    const cut = rest.replace(SEPARATOR, '');
    if (cut === rest || cut === '') break;
    headline = cut;
  }
  return headline;
}

const SEPARATOR = /(?:(?<!\s)\s+(?:[-–—:·•«»]|::)|(?:(?<!\s)\s+)?\|)\s*(?:the\s+)?$/iu;
