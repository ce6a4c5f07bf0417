import { inlineText } from '../../body/inline-html.js';
import type { Image } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { isSamePicture } from '../body/image.js';
import { textsOf } from '../body/text.js';
import type { ContentDraftInput } from '../document/draft.js';
import { type ImportOptions, UnreadableDocument } from '../document/format.js';
import { type Credits, readByline, readCredits } from './byline.js';
import type { PageFacts, Topic } from './facts.js';
import { readHeadline } from './headline.js';
import { readKind } from './kind-draft.js';
import { countWords, type Page } from './page.js';
import { withoutHead } from './page-head.js';
import { readTimes, refuseUnrealTime } from './times.js';

const MIN_WORDS = 25;
const MAX_TAGS = 20;

/** Makes a draft of what was found on a page; throws when there is no article on it. */
export function articleDraftOf(page: Page, fileId: string, options: ImportOptions): ContentDraftInput {
  const { facts, url } = page;
  const { publisher } = facts;
  const siteNames = [page.siteName, publisher];
  const headline = readHeadline(facts.headline, page.titles, siteNames);
  if (headline === undefined) {
    throw new UnreadableDocument('The page has no headline: no metadata, no h1 and no title. Give it a <title>.');
  }
  const kind = readKind(page, options.timeZone);
  if (kind === undefined && (countWords(page.body) < MIN_WORDS || isSomethingElse(page))) {
    throw new UnreadableDocument(NO_ARTICLE);
  }
  const { people, organisations } = readWriters(page, publisher);
  const byline = readPrintedByline(page, people, organisations);
  const mainImage = readMainImage(page);
  const sources = new Set([...(publisher ? [publisher] : []), ...organisations]);
  return withoutHead({
    sourceId: url ?? fileId,
    sourceUrl: url,
    language: readLanguage([...page.languages, options.language]),
    direction: page.direction,
    headline,
    standfirst: readStandfirst(facts.standfirsts, headline),
    byline,
    authors: people.map((name) => ({ name })),
    sources: [...sources].map((name) => ({ name })),
    dateline: facts.dateline,
    genre: facts.genre ?? 'NEWS',
    section: facts.section,
    tags: readTags(facts.topics, siteNames),
    mainImage,
    audio: facts.audio,
    body: page.body,
    ...kind,
    ...readDates(facts, options.timeZone),
  });
}

function readDates({ modified, published }: PageFacts, timeZone: string) {
  refuseUnrealTime(published, timeZone);
  const texts = published.map(({ text }) => text);
  return { publishedAt: readTimes(texts, timeZone), updatedAt: readTimes(modified, timeZone) };
}

const NO_ARTICLE =
  'There is no article on this page: fewer than 25 words of text were found, or only links, or only a question about cookies. Save the page again after its text has loaded and the question is answered.';

/** Where nothing states an article: a list of them is mostly links, and a page that asks for consent has little else to say. */
function isSomethingElse({ body, facts, linkDensity }: Page): boolean {
  const isStated = facts.text !== undefined || facts.writers.length > 0 || facts.published.length > 0;
  const mentions =
    body
      .flatMap(textsOf)
      .join(' ')
      .match(/cookie|consent|privacy|gdpr/gi)?.length ?? 0;
  const isConsentWall = mentions >= 3 && mentions / countWords(body) > 0.02;
  return !isStated && (isConsentWall || linkDensity > 0.7);
}

function readLanguage(candidates: readonly (string | null | undefined)[]): string | undefined {
  return candidates
    .map((candidate) => canonicalLanguage(candidate?.split(/[,;]/)[0]))
    .find((language) => language !== undefined);
}

/** The summary; where it is cut short, one that goes on. */
function readStandfirst(summaries: readonly string[], headline: string): string | undefined {
  const [first] = summaries;
  const start = first?.replace(/(?:(?<!\s)\s+)?(?:…|\.\.\.|\[…\])$/, '');
  const whole = summaries.find((text) => start && text.startsWith(start) && text.length > (first ?? '').length);
  return first === headline ? undefined : (whole ?? first);
}

/** Metadata may name nobody, or only an agency, where the line on the page has a name. */
function readWriters({ facts, printedByline }: Page, publisher: string | undefined): Credits {
  const stated = readCredits(facts.writers, publisher);
  const printed = readByline(inlineText(printedByline));
  const { people, organisations } = readCredits(printed ? [{ name: printed, isOrganisation: false }] : [], publisher);
  return stated.people.length > 0 ? stated : { people, organisations: [...stated.organisations, ...organisations] };
}

/** The line as printed, if it was found; otherwise the names. */
function readPrintedByline(
  { facts, printedByline }: Page,
  people: string[],
  organisations: string[],
): string | undefined {
  const printed = [facts.byline, printedByline].map((line) => readByline(line && inlineText(line)));
  const stated =
    [...people, ...organisations].join(', ') || readByline(facts.writers.map(({ name }) => name).join(', '));
  const fitting = printed.find(
    (line) => line !== undefined && people.every((name) => line.toLowerCase().includes(name.toLowerCase())),
  );
  return fitting ?? stated;
}

function readTags(topics: readonly Topic[], siteNames: readonly (string | undefined)[]): Topic[] {
  const seen = new Set(['', 'null', 'undefined', ...siteNames.map((name) => name?.toLowerCase() ?? '')]);
  const fresh = topics.filter(({ name }) => {
    const key = name.toLowerCase();
    // Long numbers are ids of the site's own machinery.
    const isNew = !seen.has(key) && name.length <= 80 && !/\d{5}/.test(name);
    seen.add(key);
    return isNew;
  });
  return fresh.slice(0, MAX_TAGS);
}

/** Metadata knows the picture's address and size; its words are with the same picture elsewhere, such as the figure that shows it. */
function readMainImage({ facts, body }: Page): Image | undefined {
  const [image] = [...facts.images, ...facts.thumbnails];
  const shown = body.flatMap((block) => (block.type === 'image' ? [block.image] : []));
  const same = image
    ? [...facts.images, ...facts.thumbnails, ...shown].filter(({ url }) => isSamePicture(url, image.url))
    : [];
  const find = (read: (other: Image) => string | undefined) => same.map(read).find((text) => text);
  const [caption, credit] = [
    image?.caption ?? find((other) => other.caption),
    image?.credit ?? find((other) => other.credit),
  ];
  return (
    image && {
      ...image,
      altText: find((other) => other.altText) ?? '',
      ...(caption && { caption }),
      ...(credit && { credit }),
    }
  );
}
