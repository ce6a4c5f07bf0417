import { inlineText } from '../../body/inline-html.js';
import type { Image } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import type { PageFacts } from './facts.js';

/** The contents of a page's meta tags, by their names in lower case. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

/** Collects a page's meta tags. Pages confuse the attributes `property` and `name`, so the name is read from both. */
export function collectMeta(document: Document): MetaTags {
  const tags = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim();
    const names = ['property', 'name', 'http-equiv'].map((attribute) => element.getAttribute(attribute) ?? '');
    for (const name of names.flatMap((text) => text.toLowerCase().trim().split(/\s+/))) {
      const key = name
        .replace(/^og:article:/, 'article:')
        .replace(/^dcterms?[.:]/, 'dc.')
        .replace(/^dc:/, 'dc.');
      if (content && key) tags.set(key, [...(tags.get(key) ?? []), content]);
    }
  }
  return tags;
}

/** Reads the facts in meta tags: OpenGraph, Dublin Core, and the tags of search engines, analytics and mailing services. */
export function readMeta(tags: MetaTags, baseUrl?: string): PageFacts {
  const all = (names: readonly string[]) => names.flatMap((name) => tags.get(name) ?? []);
  const texts = (names: readonly string[]) => all(names).flatMap((text) => inlineText(text) || []);
  const section = texts(SECTION).find((name) => !/[/_]|^\d+$|^[a-z]+(?:-[a-z]+)+$/.test(name));
  const topics = TOPICS.map((name) => texts([name])).find((found) => found.length > 0) ?? [];
  const writers = WRITERS.map((name) => texts([name]).filter((text) => !/^(?:https?:|@)/.test(text)));
  const audio = resolveUrl(all(AUDIO)[0], baseUrl);
  return {
    headline: texts(HEADLINE)[0],
    standfirsts: texts(STANDFIRST),
    byline: texts(['byl', 'byline'])[0],
    writers: (writers.find((names) => names.length > 0) ?? []).map((name) => ({ name, isOrganisation: false })),
    published: PUBLISHED.flatMap((name) => all([name]).map((text) => ({ name, text }))),
    modified: all(MODIFIED),
    language: texts(['og:locale', 'content-language', 'dc.language', 'language'])[0],
    section: section === undefined ? undefined : { name: section },
    topics: topics.flatMap((text) => text.split(/[,;،、]/)).map((name) => ({ name: name.trim(), kind: 'SUBJECT' })),
    images: imagesOf(tags, baseUrl),
    thumbnails: [],
    audio: audio === undefined ? undefined : { url: audio },
    publisher: texts(['og:site_name', 'dc.publisher', 'application-name'])[0],
  };
}

// The names of the meta tags for each fact, the most reliable first.
const HEADLINE = ['og:title', 'parsely-title', 'sailthru.title', 'dc.title', 'twitter:title', 'title', 'hdl'];
const STANDFIRST = ['og:description', 'description', 'twitter:description', 'sailthru.description', 'dc.description'];
const WRITERS = (
  'author article:author parsely-author sailthru.author dc.creator authors article:author_name ' + 'dcsext.author'
).split(' ');
const SECTION = ['article:section', 'parsely-section', 'cxenseparse:section', 'section'];
const TOPICS = ['article:tag', 'news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags', 'dc.subject'];
const PUBLISHED = (
  'article:published_time article:published datepublished parsely-pub-date sailthru.date dc.date.issued dc.issued ' +
  'dc.date.created dc.date publish-date publish_date publishdate pubdate pub_date publication_date published_at ptime ' +
  'cxenseparse:recs:publishtime cxenseparse:publishtime dcsext.articlefirstpublished og:pubdate article.published ' +
  'article.created dc.created date pdate'
).split(' ');
const MODIFIED = (
  'article:modified_time og:updated_time article:modified datemodified dc.date.modified dc.modified lastmod ' +
  'last-modified article.updated utime revised'
).split(' ');
const IMAGE = (
  'og:image:secure_url og:image:url og:image twitter:image twitter:image:src parsely-image-url ' + 'sailthru.image.full'
).split(' ');
const AUDIO = ['og:audio:secure_url', 'og:audio'];

function imagesOf(tags: MetaTags, baseUrl?: string): Image[] {
  const url = IMAGE.map((name) => resolveUrl(tags.get(name)?.[0], baseUrl)).find((found) => found !== undefined);
  const [width, height] = ['og:image:width', 'og:image:height'].map((name) => readPixels(tags.get(name)?.[0]));
  const altText = inlineText(tags.get('og:image:alt')?.[0] ?? tags.get('twitter:image:alt')?.[0] ?? '');
  return url === undefined ? [] : [{ url, altText, width, height }];
}
