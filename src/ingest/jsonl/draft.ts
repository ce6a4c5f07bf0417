import type { DraftBlock } from '../../body/blocks.js';
import { toWhole } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { htmlToBlocks, textToBlocks } from '../body/html-body.js';
import { takeImages, takePlayer, toPlayback } from '../body/player.js';
import { leadText } from '../body/text.js';
import type { ContentDraft, ContentDraftInput } from '../contract/draft.js';
import { type ImportOptions, UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import { parseByline, uniqueNames } from '../text/byline.js';
import { findGenre } from '../text/genre.js';
import { hasMarkup, makeHeadline, plainText } from '../text/plain.js';
import { wrongType } from '../text/storable.js';
import { parseTime, readTime } from '../text/time.js';
import { type Found, readNames, readPlain, readScalar, type Target } from './map.js';

type Find = (target: Target) => Found | undefined;

/** Turns a line into a draft. Without a field map, a field may mean something else, so some faults are ignored. */
export function lineToDraft(find: Find, options: ImportOptions, isMapped = false): ContentDraftInput {
  const sourceId = readSourceId(find);
  const sourceUrl = toWebUrl(readScalar(find('sourceUrl'))) ?? toWebUrl(sourceId);
  const language = canonicalLanguage(readPlain(find('language')));
  const body = readBody(find('body'), sourceUrl);
  const standfirst = readPlain(find('standfirst'));
  const headline =
    readPlain(find('headline')) ?? makeHeadline(standfirst ?? leadText(body), language ?? options.language);
  if (headline === undefined) throw new UnreadableDocument('headline: the line has no headline, standfirst or body');
  return {
    sourceId,
    sourceUrl,
    headline,
    language,
    standfirst,
    ...readKind(find, body, isMapped),
    series: readSeries(find('series'), isMapped),
    ...readPeople(find),
    trailText: readPlain(find('trailText')),
    label: readPlain(find('label')),
    section: readSection(find),
    regions: toNamed(readNames(find('regions'), LIST)),
    tags: toNamed(readNames(find('tags'), LIST)).slice(0, MOST_TAGS),
    publishedAt: readMoment(find('publishedAt'), options.timeZone),
    updatedAt: readMoment(find('updatedAt'), options.timeZone),
    ...readAge(find, options.timeZone),
    mainImage: readImage(find, sourceUrl),
    genre: findGenre(readNames(find('genre'))),
    urgency: readUrgency(find('urgency')),
    slug: readScalar(find('slug')),
    status: readStatus(find('status')),
  };
}

function readSourceId(find: Find): string {
  const sourceId = readScalar(find('sourceId')) ?? readScalar(find('sourceUrl'));
  if (sourceId === undefined) {
    throw new UnreadableDocument(
      'sourceId: the line has no link, id or url (--map sourceId=FIELD names the field with the id)',
    );
  }
  return sourceId;
}

const MOST_TAGS = 30;
const LIST = /[,;|]/;
const STATUSES: readonly (readonly [status: ContentDraft['status'], names: readonly string[]])[] = [
  ['DRAFT', ['draft', 'withheld']],
  ['PUBLISHED', ['publish', 'published', 'usable']],
  ['WITHDRAWN', ['withdrawn', 'canceled']],
];

function readBody(found: Found | undefined, sourceUrl: string | undefined): DraftBlock[] {
  const value = found?.value ?? '';
  const parts = Array.isArray(value) ? value : [value];
  const texts = parts.map((part, index) => {
    if (typeof part !== 'string') {
      throw wrongType(`${found?.field}${Array.isArray(value) ? `[${index}]` : ''}`, 'text', part);
    }
    return part;
  });
  const text = texts.join('\n\n');
  return hasMarkup(text) ? htmlToBlocks(text, sourceUrl) : textToBlocks(text);
}

/** Reads the byline as it is printed, and the people and agencies in it. */
function readPeople(find: Find): Pick<ContentDraftInput, 'byline' | 'authors' | 'sources'> {
  const authors = find('authors');
  const printed = find('byline') ?? (typeof authors?.value === 'string' ? authors : undefined);
  const credits = readNames(authors).map((name) => parseByline(name));
  return {
    byline: readPlain(printed),
    authors: toNamed(credits.flatMap((each) => each.authors)),
    sources: toNamed(credits.flatMap((each) => each.sources)),
  };
}

function toNamed(names: readonly string[]): { name: string }[] {
  return uniqueNames(names).map((name) => ({ name }));
}

function readMoment(found: Found | undefined, timeZone: string): Date | undefined {
  return readTime(readScalar(found), found?.field ?? '', timeZone);
}

/** Reads the version and the time of change. Values of another form are ignored, because the fields may mean something else. */
function readAge(find: Find, timeZone: string): Pick<ContentDraftInput, 'sourceVersion' | 'sourceUpdatedAt'> {
  const read = (target: Target) => {
    const value = find(target)?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
  };
  const time = read('sourceUpdatedAt');
  return {
    sourceVersion: read('sourceVersion'),
    sourceUpdatedAt: time === undefined ? undefined : parseTime(time, timeZone),
  };
}

function readSection(find: Find): ContentDraftInput['section'] {
  const [name] = readNames(find('section'));
  const [parent] = readNames(find('sectionParent'));
  return name === undefined ? undefined : { name, parent: parent === undefined ? undefined : { name: parent } };
}

function readSeries(found: Found | undefined, isMapped: boolean): ContentDraftInput['series'] {
  const [name] = isMapped || typeof found?.value === 'string' ? readNames(found) : [];
  return name === undefined ? undefined : { name };
}

function readImage(find: Find, sourceUrl: string | undefined): ContentDraftInput['mainImage'] {
  const found = find('mainImage');
  const value: unknown = Array.isArray(found?.value) ? found.value[0] : found?.value;
  const fields = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const text = (...names: string[]) => names.map((name) => fields.get(name)).find((each) => typeof each === 'string');
  const address = typeof value === 'string' ? value : text('url', 'src', 'href', 'contentUrl');
  const url = address === undefined ? undefined : absoluteUrl(address, sourceUrl);
  if (url === undefined) return undefined;
  const altText = readPlain(find('imageAlt')) ?? plainText(text('altText', 'alt_text', 'alt')) ?? '';
  const caption = readPlain(find('imageCaption')) ?? plainText(text('caption'));
  return { url, altText, caption, credit: readPlain(find('imageCredit')) ?? plainText(text('credit')) };
}

function absoluteUrl(address: string, base: string | undefined): string | undefined {
  return toWebUrl(address) ?? (address.startsWith('/media/') ? address : toWebUrl(address, base));
}

function readUrgency(found: Found | undefined): number | undefined {
  const urgency = Number(readScalar(found));
  return Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : undefined;
}

function readStatus(found: Found | undefined): ContentDraftInput['status'] {
  const text = readScalar(found);
  const status = STATUSES.find(([, names]) => names.includes(text?.toLowerCase() ?? ''))?.[0];
  if (text !== undefined && status === undefined)
    throw new UnreadableDocument(`${found?.field}: expected draft, published or withdrawn, found "${text}"`);
  return status;
}

/** The words that a line may use for each kind, in lower case and without spaces, `_` and `-`. */
const TYPES: readonly (readonly [type: ContentDraft['type'], names: readonly string[]])[] = [
  ['ARTICLE', ['article', 'story', 'news', 'text', 'post']],
  ['VIDEO', ['video', 'clip', 'film']],
  ['GALLERY', ['gallery', 'photogallery', 'slideshow', 'pictures']],
  ['INFOGRAPHIC', ['infographic', 'graphic', 'chart']],
  ['LIVE_BLOG', ['liveblog']],
];

/** Reads the kind and its fields. The player of a video and the pictures of a gallery are removed from the body. */
function readKind(find: Find, body: DraftBlock[], isMapped: boolean): Partial<ContentDraftInput> {
  const type = readType(find('type'), isMapped);
  if (type === 'GALLERY' || type === 'INFOGRAPHIC') return { type, ...takeImages(body) };
  if (type !== 'VIDEO') return { type, body };
  const seconds = Number(readScalar(find('durationSeconds')));
  const durationSeconds = Number.isFinite(seconds) ? toWhole(seconds) : undefined;
  const url = toWebUrl(readScalar(find('video')));
  const player = url === undefined ? takePlayer(body) : { playback: toPlayback(url), body };
  return { type, body, ...player?.playback, ...(player && { body: player.body }), durationSeconds };
}

/** Reads the kind. A field `type` often means something else, so an unknown kind is an error only with a field map. */
function readType(found: Found | undefined, isMapped: boolean): ContentDraftInput['type'] {
  if (!isMapped && typeof found?.value !== 'string') return undefined;
  const text = readScalar(found);
  const name = text?.toLowerCase().replace(/[\s_-]/g, '') ?? '';
  const type = TYPES.find(([, names]) => names.includes(name))?.[0];
  if (text !== undefined && type === undefined && isMapped) {
    throw new UnreadableDocument(
      `${found?.field}: expected article, video, gallery, infographic or live blog, found "${text.slice(0, 40)}"`,
    );
  }
  return type;
}
