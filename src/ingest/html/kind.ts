import { createHash } from 'node:crypto';
import { type Image, toWhole } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { linesToBlocks } from '../body/html-body.js';
import { imageBlocks } from '../body/media.js';
import { guessMimeType, type Playback, takeImages, takePlayer, toPlayback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { Page } from './page.js';
import {
  addressOf,
  picturesOf,
  rawTexts,
  type SchemaNode,
  secondsOf,
  textOf,
  thingsOf,
  typesOf,
  urlOf,
} from './schema.js';
import { readStatedTimes } from './times.js';

/** The kind of a page and the fields of that kind. Only for a page with a video, a gallery or a live blog. */
export type KindFacts =
  | { readonly type: 'VIDEO'; readonly playback: Playback }
  | { readonly type: 'GALLERY'; readonly images: Image[] }
  | {
      readonly type: 'LIVE_BLOG';
      readonly starts: string | undefined;
      readonly ends: string | undefined;
      readonly posts: StatedPost[];
    };

/** True if an object is a video or a gallery: the main content of the page, or a part beside an article. */
export function isMedia(node: SchemaNode): boolean {
  return typesOf(node).some((type) => /^(?:VideoObject|ImageGallery|MediaGallery)$/.test(type));
}

export function kindOf(node: SchemaNode, baseUrl?: string): KindFacts | undefined {
  const types = typesOf(node);
  if (types.includes('LiveBlogPosting')) {
    const [starts] = rawTexts(node.coverageStartTime);
    const [ends] = rawTexts(node.coverageEndTime);
    const posts = thingsOf(node.liveBlogUpdate).flatMap((post) => readPost(post, baseUrl));
    return { type: 'LIVE_BLOG', starts, ends, posts };
  }
  if (types.includes('VideoObject')) {
    const playback = readPlayback(node, baseUrl);
    return playback && { type: 'VIDEO', playback };
  }
  return isMedia(node) ? { type: 'GALLERY', images: readImages(node, baseUrl) } : undefined;
}

type StatedPost = ReturnType<typeof readPost>[number];

/** Reads a post of a live blog. Its text may be plain text or HTML. */
function readPost(node: SchemaNode, baseUrl?: string) {
  const [text = ''] = rawTexts(node.articleBody);
  const title = textOf(node.headline) ?? textOf(node.name);
  const [image] = picturesOf(node.image, baseUrl);
  const [published] = rawTexts(node.datePublished);
  const [modified] = rawTexts(node.dateModified);
  const isEmpty = text.trim() === '' && title === undefined;
  return isEmpty ? [] : [{ title, text, image, url: urlOf(node, baseUrl), published, modified }];
}

function readPlayback(node: SchemaNode, baseUrl?: string): Playback | undefined {
  const files = [node, ...thingsOf(node.encoding)].flatMap((file) => readFile(file, baseUrl));
  const renditions = files.flatMap((file) => file.renditions ?? []);
  const embedUrl = addressOf(node.embedUrl, baseUrl) ?? files.map((file) => file.embedUrl).find((url) => url);
  if (renditions.length === 0 && embedUrl === undefined) return undefined;
  return {
    renditions,
    captions: thingsOf(node.caption).flatMap((file) => {
      const url = addressOf(file.contentUrl ?? file.url, baseUrl);
      const language = canonicalLanguage(textOf(file.inLanguage) ?? textOf(node.inLanguage));
      return url && language ? [{ language, url }] : [];
    }),
    embedUrl,
    durationSeconds: secondsOf(node.duration),
  };
}

/** Reads a video file, or a player if `contentUrl` does not lead to a file. */
function readFile(node: SchemaNode, baseUrl?: string): Playback[] {
  const url = addressOf(node.contentUrl, baseUrl);
  if (url === undefined) return [];
  const format = textOf(node.encodingFormat);
  const mimeType = format?.includes('/') ? format : guessMimeType(url);
  if (mimeType === undefined) return [toPlayback(url)];
  const [width, height] = [node.width, node.height].map((size) => toWhole(Number.parseFloat(textOf(size) ?? '')));
  return [{ renditions: [{ url, mimeType, width, height }] }];
}

function readImages(node: SchemaNode, baseUrl?: string): Image[] {
  const lists = [node.associatedMedia, node.image, node.hasPart].map((list) => picturesOf(list, baseUrl));
  return lists.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

/** The highest share of links in the text of a video or a gallery. A text with a higher share is a list of teasers. */
const MOST_LINKS = 0.5;

/** Reads the kind of content of a page, and the fields of that kind. Returns undefined for an article. */
export function readKind(page: Page, timeZone: string): Partial<ContentDraftInput> | undefined {
  const { kind } = page.facts;
  const text = page.linkDensity > MOST_LINKS ? [] : page.body;
  switch (kind?.type) {
    case 'VIDEO':
      return { type: 'VIDEO', ...kind.playback, body: takePlayer(text)?.body ?? text };
    case 'GALLERY': {
      const shown = takeImages(text);
      const images = kind.images.length >= shown.images.length ? kind.images : shown.images;
      return images.length > 0 ? { type: 'GALLERY', images, body: shown.body } : undefined;
    }
    case 'LIVE_BLOG':
      return readLiveBlog(kind, page, timeZone);
    default:
      return undefined;
  }
}

/** Reads the posts of a live blog. All of its text is in the posts. Returns undefined if no post can be read. */
function readLiveBlog(
  { ends, posts, starts }: Extract<KindFacts, { type: 'LIVE_BLOG' }>,
  { facts, url }: Page,
  timeZone: string,
): Partial<ContentDraftInput> | undefined {
  const readTime = (name: string, text = '') => readStatedTimes([{ name, text }], timeZone);
  const coverageStartTime = readTime('coverageStartTime', starts);
  const coverageEndTime = readTime('coverageEndTime', ends);
  const fallback = readStatedTimes(facts.published, timeZone);
  const ids = namePosts(posts, url);
  const drafts = posts.flatMap((post, index) => {
    const updatedAt = readTime('dateModified', post.modified);
    const publishedAt = readTime('datePublished', post.published) ?? updatedAt ?? fallback;
    const body = [...linesToBlocks(post.text, url), ...imageBlocks([post.image])];
    const sourceId = ids[index] ?? String(index);
    return publishedAt ? [{ sourceId, title: post.title, body, publishedAt, updatedAt }] : [];
  });
  if (drafts.length === 0) return undefined;
  return { type: 'LIVE_BLOG', coverageStartTime, coverageEndTime, posts: drafts, body: [] };
}

/** Makes an id for each post: its address if no other post has that address, or else a hash of its time and title. */
function namePosts(posts: readonly StatedPost[], pageUrl: string | undefined): string[] {
  const names = posts.map(({ published, text, title, url }) => {
    const isOwn = url !== undefined && url !== pageUrl && posts.filter((other) => other.url === url).length === 1;
    const mark = `${published} ${title ?? text.slice(0, 100)}`;
    return isOwn ? url : createHash('sha256').update(mark).digest('hex').slice(0, 16);
  });
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before + 1}`;
  });
}
