import type { JsonFeed } from 'feedsmith';
import { type FeedItem, firstDated } from './item.js';
import { readAttachedImages, readAudio } from './media.js';
import type { Markup } from './text.js';
import { readVideo } from './video.js';

/** Reads the items of JSON Feed 1.0 and 1.1. */
export function readJsonItems(feed: JsonFeed.Feed<string>): FeedItem[] {
  return (feed.items ?? []).map((item) => {
    const attachments = (item.attachments ?? []).map(({ url, mime_type }) => ({ url, type: mime_type }));
    const duration = item.attachments?.find((attachment) => attachment.duration_in_seconds)?.duration_in_seconds;
    return {
      id: item.id ?? item.url,
      link: item.url ?? item.external_url,
      title: item.title,
      content: readContent(item),
      summary: item.summary,
      creators: (item.authors ?? feed.authors ?? []).flatMap(({ name }) => name ?? []),
      categories: (item.tags ?? []).map((name) => ({ name })),
      published: firstDated(['date_published', item.date_published]),
      updated: firstDated(['date_modified', item.date_modified]),
      images: readAttachedImages([
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

function readContent({ content_html, content_text }: JsonFeed.Item<string>): Markup | undefined {
  if (content_html) return { value: content_html, kind: 'html' };
  return content_text ? { value: content_text, kind: 'text' } : undefined;
}
