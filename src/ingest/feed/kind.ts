import type { DraftBlock } from '../../body/blocks.js';
import { isSamePicture } from '../body/image.js';
import { isShort, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { FeedItem, ImageCandidate } from './item.js';
import { listPictures } from './media.js';

/** The fewest pictures of a gallery. An entry with fewer pictures is an article. */
const FEWEST_PICTURES = 3;

/**
 * Reads the kind of content of an entry, and the fields of that kind. An entry with little text is a video if it has a
 * video, and a gallery if it has several pictures. Any other entry is an article. Podcasts are articles with audio.
 */
export function readKind(
  { audio, video }: FeedItem,
  body: DraftBlock[],
  candidates: readonly ImageCandidate[],
  language: string | undefined,
): Partial<ContentDraftInput> {
  if (audio) return { body };
  // The feeds of video services give only a player for a video, and may describe the video at length.
  if (video && (video.renditions?.length === 0 || isShort(body, language))) {
    return { type: 'VIDEO', ...video, body: takePlayer(body)?.body ?? body };
  }
  const images = listPictures(candidates);
  if (images.length < FEWEST_PICTURES || !isShort(body, language)) return { body };
  const isRepeated = (block: DraftBlock) =>
    block.type === 'image' && images.some(({ url }) => isSamePicture(url, block.image.url));
  return { type: 'GALLERY', images, body: body.filter((block) => !isRepeated(block)) };
}
