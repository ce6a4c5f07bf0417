import type { RdfFeed, RssFeed } from 'feedsmith';
import { type FeedItem, firstDated } from './item.js';
import { readAttachedImages, readAudio, readMediaImages } from './media.js';
import { readVideo } from './video.js';

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
        ...readSubjects(item.dc?.subjects),
      ],
      section: item.prism?.section,
      ...readTimes(item),
      images: [
        ...readMediaImages(item.media),
        ...readAttachedImages([...enclosures, { url: itunes?.image, medium: 'image' }]),
      ],
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

/** Reads the entries of RSS 1.0 and 0.90. */
export function readRdfItems(feed: RdfFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => ({
    id: item.rdf?.about ?? item.link,
    link: item.link ?? item.rdf?.about,
    title: item.title ?? item.dc?.titles?.[0],
    content: item.content?.encoded,
    summary: item.description ?? item.dc?.descriptions?.[0],
    creators: item.dc?.creators ?? [],
    categories: readSubjects(item.dc?.subjects),
    published: firstDated(['dc:date', item.dc?.dates?.[0]], ['dcterms:issued', item.dcterms?.issued?.[0]]),
    updated: firstDated(['dcterms:modified', item.dcterms?.modified?.[0]]),
    images: readMediaImages(item.media),
    video: readVideo({ media: item.media }),
    languages: [item.dc?.languages?.[0], item.xml?.lang, feed.dc?.languages?.[0], feed.xml?.lang],
    sources: [{ name: feed.title, url: feed.link }],
  }));
}

/** Splits lists of subjects. Dublin Core has one element for each subject, but some feeds write a list into one element. */
function readSubjects(subjects: readonly string[] = []): FeedItem['categories'] {
  return subjects.flatMap((text) => text.split(/[;,]/)).map((name) => ({ name }));
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
