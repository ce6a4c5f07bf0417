import type { AtomFeed, MediaNs } from 'feedsmith';
import { type FeedItem, firstDated } from './item.js';
import { readAttachedImages, readAudio, readMediaImages } from './media.js';
import { guessMarkup, lineToText, type Markup } from './text.js';
import { readVideo } from './video.js';

/** The entries of Atom 1.0 and 0.3. */
export function readAtomItems(feed: AtomFeed.Feed<string>): FeedItem[] {
  return (feed.entries ?? []).map((entry) => {
    const link = chooseLink(entry.links);
    const attachments = (entry.links ?? [])
      .filter(({ rel }) => rel === 'enclosure')
      .map(({ href, type }) => ({ url: href, type }));
    // An entry without an author has its source's, or the feed's (RFC 4287, 4.2.1).
    const authors = entry.authors ?? entry.source?.authors ?? feed.authors ?? [];
    return {
      id: entry.id ?? link,
      link: link && resolveAgainst(link, entry.xml?.base ?? feed.xml?.base),
      title: readTitle(entry.title),
      content: readContent(entry.content),
      summary: readContent(entry.summary) ?? readDescription(entry.media),
      creators: authors.flatMap(({ name }) => name ?? []),
      categories: (entry.categories ?? []).map(({ term, label, scheme }) => ({
        name: label ?? term,
        taxonomy: scheme,
      })),
      section: undefined,
      published: firstDated(['published', entry.published], ['dc:date', entry.dc?.dates?.[0]]),
      updated: firstDated(['updated', entry.updated]),
      images: [
        ...readMediaImages(entry.media),
        ...readAttachedImages(attachments),
        ...readAttachedImages([{ url: entry.itunes?.image, medium: 'image' }]),
      ],
      audio: readAudio(attachments, entry.itunes?.duration),
      video: readVideo({ ...entry, attachments, duration: entry.itunes?.duration }),
      languages: [entry.xml?.lang, entry.content?.xml?.lang, entry.dc?.languages?.[0], feed.xml?.lang],
      sources: [
        { name: toLine(entry.source?.title), url: chooseLink(entry.source?.links) },
        { name: toLine(feed.title), url: chooseLink(feed.links) },
      ],
    };
  });
}

/** The address of the page: the alternate that is HTML, or else the first alternate. */
export function chooseLink(links: readonly AtomFeed.Link<string>[] | undefined): string | undefined {
  const alternates = (links ?? []).filter(({ rel = 'alternate' }) => rel === 'alternate');
  return (alternates.find(({ type }) => type === undefined || /html/.test(type)) ?? alternates[0])?.href;
}

/** A title without a type is plain text (RFC 4287, 3.1.1). */
function readTitle(title: AtomFeed.Text | undefined): Markup | undefined {
  return title && { value: title.value, kind: isHtml(title.type) ? 'html' : 'text' };
}

/** A body without a type is plain text too, but so many feeds forget `type="html"` that tags are taken for tags. */
function readContent(content: AtomFeed.Content | undefined): Markup | undefined {
  const { value, type } = content ?? {};
  if (!value || (type?.includes('/') && !isHtml(type) && !/^text\/plain\b/i.test(type))) {
    return undefined;
  }
  return type === undefined ? guessMarkup(value) : { value, kind: isHtml(type) ? 'html' : 'text' };
}

/** What a video's page says under it, where Media RSS alone has it. */
function readDescription(media: MediaNs.ItemOrFeed | undefined): Markup | undefined {
  const description = media?.description ?? media?.groups?.find((group) => group.description)?.description;
  return description?.value ? guessMarkup(description.value) : undefined;
}

/** `html` and `xhtml`, the media types that end so, and Atom 0.3's. */
function isHtml(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)\b/i.test(type ?? '');
}

function toLine(text: AtomFeed.Text | undefined): string | undefined {
  const title = readTitle(text);
  return title && lineToText(title);
}

function resolveAgainst(href: string, base: string | undefined): string {
  return base && URL.canParse(href, base) ? new URL(href, base).href : href;
}
