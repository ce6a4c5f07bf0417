import type { DraftBlock } from '../../body/blocks.js';
import { isSamePicture } from '../body/image.js';
import { isShort, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import type { FeedItem } from './item.js';
import { listPictures } from './media.js';

/** Fewer pictures are an article's. */
const FEWEST_PICTURES = 3;

type KindFields = 'type' | 'body' | 'renditions' | 'captions' | 'embedUrl' | 'durationSeconds' | 'images';

/**
 * What kind of content an entry is, and what is its own of it: with little text beside it, a video or a row of pictures
 * is the thing itself; with more, it goes with an article. Podcasts are articles that can be listened to.
 */
export function readKind(
  item: FeedItem,
  body: DraftBlock[],
  resolveUrl: (url: string) => string | undefined,
  language: string | undefined,
): Pick<ContentDraftInput, KindFields> {
  if (item.audio) {
    return { body };
  }
  const { video } = item;
  // Services that host videos give a player alone, and may describe at length what it plays.
  if (video && (video.renditions?.length === 0 || isShort(body, language))) {
    return { type: 'VIDEO', ...video, body: takePlayer(body)?.body ?? body };
  }
  const images = listPictures(item.images, resolveUrl);
  if (images.length >= FEWEST_PICTURES && isShort(body, language)) {
    const isRepeated = (block: DraftBlock) =>
      block.type === 'image' && images.some(({ url }) => isSamePicture(url, block.image.url));
    return { type: 'GALLERY', images, body: body.filter((block) => !isRepeated(block)) };
  }
  return { body };
}
