import type { DraftBlock } from '../../body/blocks.js';
import { takeImages, takePlayer, toPlayback } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import { UnreadableDocument } from '../document/format.js';
import { toWebUrl } from '../text/address.js';
import { toWhole } from '../text/number.js';
import type { Found, Target } from './map.js';
import { readScalar } from './values.js';

type Type = NonNullable<ContentDraftInput['type']>;
type KindFields = 'type' | 'body' | 'renditions' | 'embedUrl' | 'durationSeconds' | 'images';

/** What a line may call each kind, without case, spaces, `_` and `-`. */
const TYPES = new Map<string, Type>([
  ...['article', 'story', 'news', 'text', 'post'].map((name): [string, Type] => [name, 'ARTICLE']),
  ...['video', 'clip', 'film'].map((name): [string, Type] => [name, 'VIDEO']),
  ...['gallery', 'photogallery', 'slideshow', 'pictures'].map((name): [string, Type] => [name, 'GALLERY']),
  ...['infographic', 'graphic', 'chart'].map((name): [string, Type] => [name, 'INFOGRAPHIC']),
  ['liveblog', 'LIVE_BLOG'],
]);

/**
 * What kind of content a line is, and what is its own of it: a video is played from the address that a field gives or
 * from the player in its body, and the pictures of a gallery and an infographic leave the body.
 */
export function readKind(
  find: (target: Target) => Found | undefined,
  body: DraftBlock[],
  isMapped: boolean,
): Pick<ContentDraftInput, KindFields> {
  const type = readType(find('type'), isMapped);
  if (type === 'GALLERY' || type === 'INFOGRAPHIC') return { type, ...takeImages(body) };
  if (type !== 'VIDEO') return { type, body };
  const seconds = Number(readScalar(find('durationSeconds')));
  const durationSeconds = Number.isFinite(seconds) ? toWhole(seconds) : undefined;
  const url = toWebUrl(readScalar(find('video')));
  const player = url === undefined ? takePlayer(body) : { playback: toPlayback(url), body };
  return { type, body, ...player?.playback, ...(player && { body: player.body }), durationSeconds };
}

/** Many fields are called `type`: only one that a map names must be a kind of content. */
function readType(found: Found | undefined, isMapped: boolean): Type | undefined {
  if (!isMapped && typeof found?.value !== 'string') return undefined;
  const text = readScalar(found);
  const type = text === undefined ? undefined : TYPES.get(text.toLowerCase().replace(/[\s_-]/g, ''));
  if (text !== undefined && type === undefined && isMapped) {
    throw new UnreadableDocument(
      `${found?.field}: expected article, video, gallery, infographic or live blog, found "${text.slice(0, 40)}"`,
    );
  }
  return type;
}
