import type { AtomFeed, MediaNs } from 'feedsmith';
import { type FeedItem, firstDated } from './item.js';
import { readAttachedImages, readAudio, readMediaImages } from './media.js';
import { lineToText, type Markup } from './text.js';
import { readVideo } from './video.js';

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
      categories: (entry.categories ?? []).map(({ term, label, scheme }) => ({
        name: label ?? term,
        taxonomy: scheme,
      })),
      published: firstDated(['published', entry.published], ['dc:date', entry.dc?.dates?.[0]]),
      updated: firstDated(['updated', entry.updated]),
      images: [
        ...readMediaImages(entry.media),
        ...readAttachedImages([...attachments, { url: entry.itunes?.image, medium: 'image' }]),
      ],
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

/**
 * Reads a body. A body without a type should be plain text. Many feeds forget `type="html"`, so a body with tags is read as
 * HTML.
 */
function readContent(content: AtomFeed.Content | undefined): Markup | undefined {
  const { value, type } = content ?? {};
  if (!value || (type?.includes('/') && !isHtml(type) && !/^text\/plain\b/i.test(type))) return undefined;
  return type === undefined ? value : { value, kind: isHtml(type) ? 'html' : 'text' };
}

/** Reads the text under a video, which some feeds give only in Media RSS. */
function readDescription(media: MediaNs.ItemOrFeed | undefined): Markup | undefined {
  return (media?.description ?? media?.groups?.find((group) => group.description)?.description)?.value;
}

/** True if a type is HTML: `html` or `xhtml`, or a media type, as in Atom 0.3. */
function isHtml(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)\b/i.test(type ?? '');
}
