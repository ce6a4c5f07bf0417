import type { DraftBlock } from '../../body/blocks.js';
import { isSamePicture } from '../body/image.js';
import { isShort, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { FeedItem, ImageCandidate } from './item.js';
import { listPictures } from './media.js';

/** An entry with fewer pictures is an article. */
const FEWEST_PICTURES = 3;

/**
 * The kind of content of an entry, and the fields of that kind. An entry with a video or a row of pictures and little text
 * is a video or a gallery; one with more text is an article. Podcasts are articles with audio.
 */
export function readKind(
  { audio, video }: FeedItem,
  body: DraftBlock[],
  candidates: readonly ImageCandidate[],
  language: string | undefined,
): Partial<ContentDraftInput> {
  if (audio) return { body };
  // Services that host videos give only a player, and may describe its video at length.
  if (video && (video.renditions?.length === 0 || isShort(body, language))) {
    return { type: 'VIDEO', ...video, body: takePlayer(body)?.body ?? body };
  }
  const images = listPictures(candidates);
  if (images.length < FEWEST_PICTURES || !isShort(body, language)) return { body };
  const isRepeated = (block: DraftBlock) =>
    block.type === 'image' && images.some(({ url }) => isSamePicture(url, block.image.url));
  return { type: 'GALLERY', images, body: body.filter((block) => !isRepeated(block)) };
}
