import type { AtomFeed, JsonFeed, MediaNs, RdfFeed, RssFeed } from 'feedsmith';
import { type FeedItem, firstDated, lineToText, type Markup } from './item.js';
import { readAudio, readImages, readVideo } from './media.js';

/** Reads the entries of RSS 0.9x and 2.0. */
export function readRssItems(feed: RssFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => {
    const { enclosures = [], guid, itunes } = item;
    const authors = (item.authors ?? []).flatMap(({ name }) => name ?? []);
    return {
      id: guid?.value ?? item.link,
      link: item.link ?? readPermalink(guid),
      title: item.title ?? itunes?.title ?? item.dc?.titles?.[0],
      content: item.content?.encoded,
      summary: item.description ?? itunes?.summary,
      creators: firstFilled(item.dc?.creators, authors, [itunes?.author]),
      categories: [
        ...(item.categories ?? []).map(({ name, domain }) => ({ name, taxonomy: domain })),
        // Dublin Core has one element for each subject, but some feeds write a list into one element.
        ...(item.dc?.subjects ?? []).flatMap((text) => text.split(/[;,]/)).map((name) => ({ name })),
      ],
      section: item.prism?.section,
      ...readTimes(item),
      images: readImages([...enclosures, { url: itunes?.image, medium: 'image' }], item.media),
      audio: readAudio([...enclosures, ...(item.media?.contents ?? [])], itunes?.duration),
      video: readVideo({ ...item, attachments: enclosures, duration: itunes?.duration }),
      languages: [item.dc?.languages?.[0], item.xml?.lang, feed.language, feed.dc?.languages?.[0], feed.xml?.lang],
      sources: [
        { name: item.source?.title, url: item.source?.url },
        { name: feed.title, url: feed.link },
      ],
    };
  });
}

/** Reads the entries of RSS 1.0 and 0.90 as entries of RSS 2.0. */
export function readRdfItems(feed: RdfFeed.Feed<string>): FeedItem[] {
  const items = (feed.items ?? []).map((item) => ({
    ...item,
    guid: { value: item.rdf?.about ?? item.link ?? '' },
    link: item.link ?? item.rdf?.about ?? '',
    description: item.description ?? item.dc?.descriptions?.[0] ?? '',
  }));
  return readRssItems({ ...feed, items });
}

function readTimes(item: RssFeed.Item<string>): Pick<FeedItem, 'published' | 'updated'> {
  return {
    published: firstDated(
      ['pubDate', item.pubDate],
      ['dc:date', item.dc?.dates?.[0]],
      ['dcterms:issued', item.dcterms?.issued?.[0]],
      ['dcterms:created', item.dcterms?.created?.[0]],
      ['prism:publicationDate', item.prism?.publicationDates?.[0]],
      ['atom:published', item.atom?.published],
    ),
    updated: firstDated(['atom:updated', item.atom?.updated], ['dcterms:modified', item.dcterms?.modified?.[0]]),
  };
}

function readPermalink(guid: RssFeed.Guid | undefined): string | undefined {
  return guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '') ? guid?.value : undefined;
}

/** Returns the first list that holds a text, without its empty texts. */
function firstFilled(...lists: (readonly (string | undefined)[] | undefined)[]): string[] {
  const filled = lists.map((list) => (list ?? []).flatMap((text) => text?.trim() || []));
  return filled.find((list) => list.length > 0) ?? [];
}

/** Reads the entries of Atom 1.0 and 0.3. */
export function readAtomItems(feed: AtomFeed.Feed<string>): FeedItem[] {
  return (feed.entries ?? []).map((entry) => {
    const link = chooseLink(entry.links);
    const base = entry.xml?.base ?? feed.xml?.base;
    const attachments = (entry.links ?? [])
      .filter(({ rel }) => rel === 'enclosure')
      .map(({ href, type }) => ({ url: href, type }));
    // If an entry has no author, the author of its source or of the feed counts (RFC 4287, 4.2.1).
    const authors = entry.authors ?? entry.source?.authors ?? feed.authors ?? [];
    return {
      id: entry.id ?? link,
      link: link && base && URL.canParse(link, base) ? new URL(link, base).href : link,
      title: readTitle(entry.title),
      content: readContent(entry.content),
      summary: readContent(entry.summary) ?? readDescription(entry.media),
      creators: authors.flatMap(({ name }) => name ?? []),
      categories: (entry.categories ?? []).map(({ term, label = term, scheme }) => ({ name: label, taxonomy: scheme })),
      published: firstDated(['published', entry.published], ['dc:date', entry.dc?.dates?.[0]]),
      updated: firstDated(['updated', entry.updated]),
      images: readImages([...attachments, { url: entry.itunes?.image, medium: 'image' }], entry.media),
      audio: readAudio(attachments, entry.itunes?.duration),
      video: readVideo({ ...entry, attachments, duration: entry.itunes?.duration }),
      languages: [entry.xml?.lang, entry.content?.xml?.lang, entry.dc?.languages?.[0], feed.xml?.lang],
      sources: [
        { name: lineToText(readTitle(entry.source?.title)), url: chooseLink(entry.source?.links) },
        { name: lineToText(readTitle(feed.title)), url: chooseLink(feed.links) },
      ],
    };
  });
}

/** Chooses the address of the page: the first alternate link to HTML, or else the first alternate link. */
export function chooseLink(links: readonly AtomFeed.Link<string>[] | undefined): string | undefined {
  const alternates = (links ?? []).filter(({ rel = 'alternate' }) => rel === 'alternate');
  return (alternates.find(({ type }) => type === undefined || /html/.test(type)) ?? alternates[0])?.href;
}

/** Reads a title. A title without a type is plain text (RFC 4287, 3.1.1). */
function readTitle(title: AtomFeed.Text | undefined): Markup | undefined {
  return title && { value: title.value, kind: isHtml(title.type) ? 'html' : 'text' };
}

/** Reads a body. Without a type, a body with tags is read as HTML, because many feeds forget `type="html"`. */
function readContent(content: AtomFeed.Content | undefined): Markup | undefined {
  const { value, type } = content ?? {};
  if (!value || (type?.includes('/') && !isHtml(type) && !/^text\/plain\b/i.test(type))) return undefined;
  return type === undefined ? value : { value, kind: isHtml(type) ? 'html' : 'text' };
}

/** Reads the description of a video. Some feeds state it only in Media RSS. */
function readDescription(media: MediaNs.ItemOrFeed | undefined): Markup | undefined {
  return (media?.description ?? media?.groups?.find((group) => group.description)?.description)?.value;
}

/** True if a type is HTML: `html` or `xhtml`, or a media type, as in Atom 0.3. */
function isHtml(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)\b/i.test(type ?? '');
}

/** Reads the items of JSON Feed 1.0 and 1.1. */
export function readJsonItems(feed: JsonFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => {
    const attachments = (item.attachments ?? []).map(({ url, mime_type }) => ({ url, type: mime_type }));
    const duration = item.attachments?.find((attachment) => attachment.duration_in_seconds)?.duration_in_seconds;
    return {
      id: item.id ?? item.url,
      link: item.url ?? item.external_url,
      title: item.title,
      content: readJsonContent(item),
      summary: item.summary,
      creators: (item.authors ?? feed.authors ?? []).flatMap(({ name }) => name ?? []),
      categories: (item.tags ?? []).map((name) => ({ name })),
      published: firstDated(['date_published', item.date_published]),
      updated: firstDated(['date_modified', item.date_modified]),
      images: readImages([
        { url: item.image, medium: 'image' },
        { url: item.banner_image, medium: 'image' },
        ...attachments,
      ]),
      audio: readAudio(attachments, duration),
      video: readVideo({ attachments, duration }),
      languages: [item.language, feed.language],
      sources: [{ name: feed.title, url: feed.home_page_url }],
    };
  });
}

function readJsonContent({ content_html, content_text }: JsonFeed.Item<string>): Markup | undefined {
  if (content_html) return { value: content_html, kind: 'html' };
  return content_text ? { value: content_text, kind: 'text' } : undefined;
}
