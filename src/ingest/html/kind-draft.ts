import { createHash } from 'node:crypto';
import { htmlToBlocks } from '../body/html-body.js';
import { takeImages, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import type { KindFacts, StatedPost } from './kind.js';
import type { Page } from './page.js';
import { readTimes, refuseUnrealTime } from './times.js';

type KindFields =
  | 'type'
  | 'body'
  | 'renditions'
  | 'captions'
  | 'durationSeconds'
  | 'embedUrl'
  | 'images'
  | 'coverageStartTime'
  | 'coverageEndTime'
  | 'posts';
type KindDraft = Pick<ContentDraftInput, KindFields>;

/** Above it, what was found is the teasers around a player. */
const MOST_LINKS = 0.5;

/** What kind of content a page is, and what is its own of it; undefined for an article. */
export function readKind(page: Page, timeZone: string): KindDraft | undefined {
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

/** The page's text is that of its posts. Without any that could be read, the page is an article. */
function readLiveBlog(
  { ends, posts, starts }: Extract<KindFacts, { type: 'LIVE_BLOG' }>,
  page: Page,
  timeZone: string,
): KindDraft | undefined {
  const time = (name: string, text: string | undefined) => readTime(name, text, timeZone);
  const coverage = {
    coverageStartTime: time('coverageStartTime', starts),
    coverageEndTime: time('coverageEndTime', ends),
  };
  const fallback = readTimes(
    page.facts.published.map(({ text }) => text),
    timeZone,
  );
  const ids = namePosts(posts, page.url);
  const drafts = posts.flatMap((post, index) => {
    const publishedAt = time('datePublished', post.published) ?? time('dateModified', post.modified) ?? fallback;
    const body = htmlToBlocks(post.text.trim().replace(/(?<!\s)\s*\n\s*/g, '<p>'), page.url);
    const picture = post.image ? [{ type: 'image' as const, image: post.image }] : [];
    const fields = { sourceId: ids[index] ?? String(index), title: post.title, body: [...body, ...picture] };
    return publishedAt ? [{ ...fields, publishedAt, updatedAt: time('dateModified', post.modified) }] : [];
  });
  return drafts.length > 0 ? { type: 'LIVE_BLOG', ...coverage, posts: drafts, body: [] } : undefined;
}

function readTime(name: string, text: string | undefined, timeZone: string): Date | undefined {
  if (text === undefined) return undefined;
  refuseUnrealTime([{ name, text }], timeZone);
  return readTimes([text], timeZone);
}

/** A post's address, where each has one of its own; otherwise a name made of when it was and what it is called. */
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
