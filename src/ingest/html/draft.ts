import { inlineText } from '../../body/inline-html.js';
import type { Image } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { isSamePicture } from '../body/image.js';
import { textsOf } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { type ImportOptions, UnreadableDocument } from '../contract/format.js';
import { parseByline, uniqueBy, uniqueNames } from '../text/byline.js';
import type { Topic, Writer } from './facts.js';
import { readHeadline } from './headline.js';
import { readKind } from './kind.js';
import { countWords, type Page } from './page.js';
import { withoutHead } from './page-head.js';
import { readStatedTimes, readTimes } from './times.js';

const MIN_WORDS = 25;
const MAX_TAGS = 20;

/** Turns a page into a draft. Throws an `UnreadableDocument` when the page has no article. */
export function articleDraftOf(page: Page, fileId: string, options: ImportOptions): ContentDraftInput {
  const { facts, url } = page;
  const siteNames = [page.siteName, facts.publisher];
  const headline = readHeadline(facts.headline, page.titles, siteNames);
  if (headline === undefined) {
    throw new UnreadableDocument('The page has no headline: no metadata, no h1 and no title. Give it a <title>.');
  }
  const kind = readKind(page, options.timeZone);
  if (kind === undefined && (countWords(page.body) < MIN_WORDS || isListOrConsent(page))) {
    throw new UnreadableDocument(NO_ARTICLE);
  }
  const languages = [...page.languages, options.language].map((tag) => canonicalLanguage(tag?.split(/[,;]/)[0]));
  const { people, organisations } = readWriters(page);
  const sources = new Set([...(facts.publisher ? [facts.publisher] : []), ...organisations]);
  return withoutHead({
    sourceId: url ?? fileId,
    sourceUrl: url,
    language: languages.find((language) => language !== undefined),
    direction: page.direction,
    headline,
    standfirst: readStandfirst(facts.standfirsts, headline),
    byline: readPrintedByline(page, people, organisations),
    authors: people.map((name) => ({ name })),
    sources: [...sources].map((name) => ({ name })),
    dateline: facts.dateline,
    genre: facts.genre ?? 'NEWS',
    section: facts.section,
    tags: readTags(facts.topics, siteNames),
    mainImage: readMainImage(page),
    audio: facts.audio,
    body: page.body,
    ...kind,
    publishedAt: readStatedTimes(facts.published, options.timeZone),
    updatedAt: readTimes(facts.modified, options.timeZone),
  });
}

const NO_ARTICLE =
  'There is no article on this page: fewer than 25 words of text were found, or only links, or only a question about cookies. Save the page again after its text has loaded and the question is answered.';

/** True if a page without an article's metadata is only a list of links, or only asks for consent to cookies. */
function isListOrConsent({ body, facts, linkDensity }: Page): boolean {
  const hasMetadata = facts.text !== undefined || facts.writers.length > 0 || facts.published.length > 0;
  const text = body.flatMap(textsOf).join(' ');
  const mentions = text.match(/cookie|consent|privacy|gdpr/gi)?.length ?? 0;
  const isConsentWall = mentions >= 3 && mentions / countWords(body) > 0.02;
  return !hasMetadata && (isConsentWall || linkDensity > 0.7);
}

/** Returns the first summary. If it was cut short, returns a longer summary that begins with the same words. */
function readStandfirst(summaries: readonly string[], headline: string): string | undefined {
  const [first] = summaries;
  const start = first?.replace(/(?:(?<!\s)\s+)?(?:…|\.\.\.|\[…\])$/, '');
  const whole = summaries.find((text) => start && text.startsWith(start) && text.length > (first ?? '').length);
  return first === headline ? undefined : (whole ?? first);
}

/** Returns the writers in the metadata. If the metadata names no person, the writers in the printed byline are added. */
function readWriters({ facts, printedByline }: Page) {
  const stated = readCredits(facts.writers, facts.publisher);
  const line = readByline(inlineText(printedByline));
  if (stated.people.length > 0 || line === undefined) return stated;
  const printed = readCredits([{ name: line, isOrganisation: false }], facts.publisher);
  return { people: printed.people, organisations: [...stated.organisations, ...printed.organisations] };
}

/** Returns the printed byline if it names all authors. Otherwise returns a list of all names. */
function readPrintedByline({ facts, printedByline }: Page, people: string[], organisations: string[]) {
  const printed = [facts.byline, printedByline].map((line) => readByline(line && inlineText(line)));
  const names = [...people, ...organisations].join(', ');
  const fitting = printed.find(
    (line) => line !== undefined && people.every((name) => line.toLowerCase().includes(name.toLowerCase())),
  );
  return fitting ?? (names || readByline(facts.writers.map(({ name }) => name).join(', ')));
}

function readTags(topics: readonly Topic[], siteNames: readonly (string | undefined)[]): Topic[] {
  const ignored = new Set(['', 'null', 'undefined', ...siteNames.map((name) => name?.toLowerCase())]);
  // A topic with a long number is an internal id of the site's software.
  const isUsable = ({ name }: Topic) => !ignored.has(name.toLowerCase()) && name.length <= 80 && !/\d{5}/.test(name);
  return uniqueBy(topics.filter(isUsable), ({ name }) => name.toLowerCase()).slice(0, MAX_TAGS);
}

/** Returns the first picture in the metadata. Missing texts come from the same picture elsewhere on the page. */
function readMainImage({ facts, body }: Page): Image | undefined {
  const stated = [...facts.images, ...facts.thumbnails];
  const [image] = stated;
  if (!image) return undefined;
  const shown = body.flatMap((block) => (block.type === 'image' ? [block.image] : []));
  const same = [...stated, ...shown].filter(({ url }) => isSamePicture(url, image.url));
  const find = (field: 'altText' | 'caption' | 'credit') => same.map((other) => other[field]).find((text) => text);
  return { ...image, altText: find('altText') ?? '', caption: find('caption'), credit: find('credit') };
}

/** Splits the authors of a page into the names of people, who get author pages, and the names of organisations. */
export function readCredits(writers: readonly Writer[], publisher?: string) {
  const isPublisher = (name: string) => name.toLowerCase() === publisher?.toLowerCase();
  const bylines = writers.map(({ name, isOrganisation }) =>
    isOrganisation || isPublisher(name) ? { authors: [], sources: [name] } : parseByline(name),
  );
  const names = bylines.flatMap(({ authors }) => authors);
  const organisations = [...bylines.flatMap(({ sources }) => sources), ...names.filter(isPublisher)];
  return {
    people: uniqueNames(names.filter((name) => !isPublisher(name) && isPerson(name))),
    organisations: uniqueNames(organisations.filter((name) => name !== '')),
  };
}

/** Returns the text on one line if it may be a byline. Returns undefined for a date, an address or a paragraph. */
export function readByline(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > 160 || /\d{2}|@|https?:|www\./.test(line) ? undefined : line;
}

/** True if a text may be a person's name. Some pages put sentences or addresses into the fields for names. */
function isPerson(name: string): boolean {
  return name.length >= 2 && name.length <= 60 && name.split(' ').length <= 7 && !/[<>{}]|\.com\b/.test(name);
}
