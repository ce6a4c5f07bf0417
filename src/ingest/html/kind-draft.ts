import { createHash } from 'node:crypto';
import { htmlToBlocks } from '../body/html-body.js';
import { takeImages, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { KindFacts, StatedPost } from './kind.js';
import type { Page } from './page.js';
import { readTimes, refuseUnrealTime } from './times.js';

/**
 * The highest share of links in the text of a video or a gallery. A text with more links is a list of teasers around the
 * player.
 */
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

/**
 * Reads the posts of a live blog, which hold all of its text. Returns undefined if no post can be read. The page is then an
 * article.
 */
function readLiveBlog(
  { ends, posts, starts }: Extract<KindFacts, { type: 'LIVE_BLOG' }>,
  page: Page,
  timeZone: string,
): Partial<ContentDraftInput> | undefined {
  const time = (name: string, text: string | undefined) => readTime(name, text, timeZone);
  const coverageStartTime = time('coverageStartTime', starts);
  const coverageEndTime = time('coverageEndTime', ends);
  const published = page.facts.published.map(({ text }) => text);
  const fallback = readTimes(published, timeZone);
  const ids = namePosts(posts, page.url);
  const drafts = posts.flatMap((post, index) => {
    const publishedAt = time('datePublished', post.published) ?? time('dateModified', post.modified) ?? fallback;
    const body = htmlToBlocks(post.text.trim().replace(/(?<!\s)\s*\n\s*/g, '<p>'), page.url);
    const picture = post.image ? [{ type: 'image' as const, image: post.image }] : [];
    const fields = { sourceId: ids[index] ?? String(index), title: post.title, body: [...body, ...picture] };
    return publishedAt ? [{ ...fields, publishedAt, updatedAt: time('dateModified', post.modified) }] : [];
  });
  if (drafts.length === 0) return undefined;
  return { type: 'LIVE_BLOG', coverageStartTime, coverageEndTime, posts: drafts, body: [] };
}

function readTime(name: string, text: string | undefined, timeZone: string): Date | undefined {
  if (text === undefined) return undefined;
  refuseUnrealTime([{ name, text }], timeZone);
  return readTimes([text], timeZone);
}

/**
 * Gives each post an id. The id is the address of the post if no other post has the same address, or else a hash of its
 * time and title.
 */
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
