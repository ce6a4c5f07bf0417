import type { Image } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { resolveUrl } from '../body/dom.js';
import { guessMimeType, type Playback, toPlayback } from '../body/player.js';
import { toWhole } from '../text/number.js';
import {
  isSchemaNode,
  listOf,
  picturesOf,
  rawTexts,
  type SchemaNode,
  secondsOf,
  textOf,
  typesOf,
  urlOf,
} from './schema.js';

/** A post of a live blog, with its fields as the markup states them. */
export interface StatedPost {
  readonly url: string | undefined;
  readonly title: string | undefined;
  /** The text of the post, plain or as HTML. */
  readonly text: string;
  readonly image: Image | undefined;
  readonly published: string | undefined;
  readonly modified: string | undefined;
}

/** The kind of a page that shows a video, a gallery or a live blog, and the fields of that kind. */
export type KindFacts =
  | { readonly type: 'VIDEO'; readonly playback: Playback }
  | { readonly type: 'GALLERY'; readonly images: Image[] }
  | {
      readonly type: 'LIVE_BLOG';
      readonly starts: string | undefined;
      readonly ends: string | undefined;
      readonly posts: StatedPost[];
    };

/**
 * True if an object of the markup is a video or a gallery. It may be the main content of the page, or stand beside an
 * article.
 */
export function isMedia(node: SchemaNode): boolean {
  return typesOf(node).some((type) => /^(?:VideoObject|ImageGallery|MediaGallery)$/.test(type));
}

export function kindOf(node: SchemaNode, baseUrl?: string): KindFacts | undefined {
  const types = typesOf(node);
  if (types.includes('LiveBlogPosting')) {
    const posts = listOf(node.liveBlogUpdate).filter(isSchemaNode);
    const [starts, ends] = [node.coverageStartTime, node.coverageEndTime].map((time) => rawTexts(time)[0]);
    return { type: 'LIVE_BLOG', starts, ends, posts: posts.flatMap((post) => readPost(post, baseUrl)) };
  }
  if (types.includes('VideoObject')) {
    const playback = readPlayback(node, baseUrl);
    return playback && { type: 'VIDEO', playback };
  }
  return isMedia(node) ? { type: 'GALLERY', images: readImages(node, baseUrl) } : undefined;
}

function readPost(node: SchemaNode, baseUrl?: string): StatedPost[] {
  const [text = ''] = rawTexts(node.articleBody);
  const title = textOf(node.headline) ?? textOf(node.name);
  const [image] = picturesOf(node.image, baseUrl);
  const post = { title, text, image, url: urlOf(node, baseUrl) };
  const [published, modified] = [node.datePublished, node.dateModified].map((time) => rawTexts(time)[0]);
  return text.trim() === '' && title === undefined ? [] : [{ ...post, published, modified }];
}

function readPlayback(node: SchemaNode, baseUrl?: string): Playback | undefined {
  const files = [node, ...listOf(node.encoding).filter(isSchemaNode)].flatMap((file) => readFile(file, baseUrl));
  const renditions = files.flatMap((file) => file.renditions ?? []);
  const embedUrl = readUrl(node.embedUrl, baseUrl) ?? files.map((file) => file.embedUrl).find((url) => url);
  const captions = listOf(node.caption)
    .filter(isSchemaNode)
    .flatMap((file) => {
      const url = readUrl(file.contentUrl ?? file.url, baseUrl);
      const language = canonicalLanguage(textOf(file.inLanguage) ?? textOf(node.inLanguage));
      return url && language ? [{ language, url }] : [];
    });
  return renditions.length === 0 && embedUrl === undefined
    ? undefined
    : { renditions, captions, embedUrl, durationSeconds: secondsOf(node.duration) };
}

/** Reads a video file, or a player if `contentUrl` does not lead to a file. */
function readFile(node: SchemaNode, baseUrl?: string): Playback[] {
  const url = readUrl(node.contentUrl, baseUrl);
  const format = textOf(node.encodingFormat);
  const mimeType = format?.includes('/') ? format : url && guessMimeType(url);
  if (url === undefined || mimeType === undefined) return url === undefined ? [] : [toPlayback(url)];
  const [width, height] = [node.width, node.height].map((size) => toWhole(Number.parseFloat(textOf(size) ?? '')));
  return [{ renditions: [{ url, mimeType, width, height }] }];
}

function readUrl(value: unknown, baseUrl?: string): string | undefined {
  return resolveUrl(textOf(value), baseUrl);
}

/** Returns the longest of the lists of pictures, in the order of the page. */
function readImages(node: SchemaNode, baseUrl?: string): Image[] {
  const lists = [node.associatedMedia, node.image, node.hasPart].map((list) => picturesOf(list, baseUrl));
  return lists.toSorted((one, other) => other.length - one.length)[0] ?? [];
}
