import type { RdfFeed, RssFeed } from 'feedsmith';
import { type FeedItem, firstDated } from './item.js';
import { readAttachedImages, readAudio, readMediaImages } from './media.js';
import { guessMarkup } from './text.js';
import { readVideo } from './video.js';

/** The entries of RSS 0.9x and 2.0. */
export function readRssItems(feed: RssFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => {
    const link = item.link ?? readPermalink(item.guid);
    const attachments = [...(item.enclosures ?? []), ...(item.media?.contents ?? [])];
    const authors = (item.authors ?? []).flatMap(({ name }) => name ?? []);
    return {
      id: item.guid?.value ?? item.link,
      link,
      title: toMarkup(item.title ?? item.itunes?.title ?? item.dc?.titles?.[0]),
      content: toMarkup(item.content?.encoded),
      summary: toMarkup(item.description ?? item.itunes?.summary),
      creators: firstFilled(item.dc?.creators, authors, [item.itunes?.author]),
      categories: [
        ...(item.categories ?? []).map(({ name, domain }) => ({ name, taxonomy: domain })),
        ...readSubjects(item.dc?.subjects),
      ],
      section: item.prism?.section,
      ...readTimes(item),
      images: [
        ...readMediaImages(item.media),
        ...readAttachedImages(item.enclosures ?? []),
        ...readAttachedImages([{ url: item.itunes?.image, medium: 'image' }]),
      ],
      audio: readAudio(attachments, item.itunes?.duration),
      video: readVideo({ ...item, attachments: item.enclosures ?? [], duration: item.itunes?.duration }),
      languages: [item.dc?.languages?.[0], item.xml?.lang, feed.language, feed.dc?.languages?.[0], feed.xml?.lang],
      sources: [
        { name: item.source?.title, url: item.source?.url },
        { name: feed.title, url: feed.link },
      ],
    };
  });
}

/** The entries of RSS 1.0 and 0.90. */
export function readRdfItems(feed: RdfFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => ({
    id: item.rdf?.about ?? item.link,
    link: item.link ?? item.rdf?.about,
    title: toMarkup(item.title ?? item.dc?.titles?.[0]),
    content: toMarkup(item.content?.encoded),
    summary: toMarkup(item.description ?? item.dc?.descriptions?.[0]),
    creators: item.dc?.creators ?? [],
    categories: readSubjects(item.dc?.subjects),
    section: undefined,
    published: firstDated(['dc:date', item.dc?.dates?.[0]], ['dcterms:issued', item.dcterms?.issued?.[0]]),
    updated: firstDated(['dcterms:modified', item.dcterms?.modified?.[0]]),
    images: readMediaImages(item.media),
    audio: undefined,
    video: readVideo({ media: item.media }),
    languages: [item.dc?.languages?.[0], item.xml?.lang, feed.dc?.languages?.[0], feed.xml?.lang],
    sources: [{ name: feed.title, url: feed.link }],
  }));
}

/** Dublin Core wants a subject an element, but feeds write lists into one. */
function readSubjects(subjects: readonly string[] = []): FeedItem['categories'] {
  return subjects.flatMap((text) => text.split(/[;,]/)).map((name) => ({ name, taxonomy: undefined }));
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

function toMarkup(value: string | undefined) {
  return value === undefined ? undefined : guessMarkup(value);
}

function firstFilled(...lists: (readonly (string | undefined)[] | undefined)[]): string[] {
  const filled = lists.map((list) => (list ?? []).flatMap((text) => text?.trim() || []));
  return filled.find((list) => list.length > 0) ?? [];
}
