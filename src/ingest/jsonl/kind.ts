import type { DraftBlock } from '../../body/blocks.js';
import { takeImages, takePlayer, toPlayback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import { toWhole } from '../text/number.js';
import type { Found, Target } from './map.js';
import { readScalar } from './values.js';

type Type = NonNullable<ContentDraftInput['type']>;
type KindFields = 'type' | 'body' | 'renditions' | 'embedUrl' | 'durationSeconds' | 'images';

/** The words that a line may use for each kind, in lower case and without spaces, `_` and `-`. */
const TYPES: readonly (readonly [type: Type, names: readonly string[]])[] = [
  ['ARTICLE', ['article', 'story', 'news', 'text', 'post']],
  ['VIDEO', ['video', 'clip', 'film']],
  ['GALLERY', ['gallery', 'photogallery', 'slideshow', 'pictures']],
  ['INFOGRAPHIC', ['infographic', 'graphic', 'chart']],
  ['LIVE_BLOG', ['liveblog']],
];

/**
 * Reads the kind of a line, and the fields of that kind. A video is played from the address in a field, or from the first
 * player in its body. The pictures of a gallery or an infographic are removed from the body.
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

/**
 * Reads the kind. Many lines have a field `type` with another meaning, so an unknown kind is an error only if the map names
 * the field.
 */
function readType(found: Found | undefined, isMapped: boolean): Type | undefined {
  if (!isMapped && typeof found?.value !== 'string') return undefined;
  const text = readScalar(found);
  const name = text?.toLowerCase().replace(/[\s_-]/g, '') ?? '';
  const type = TYPES.find(([, names]) => names.includes(name))?.[0];
  if (text !== undefined && type === undefined && isMapped) {
    throw new UnreadableDocument(
      `${found?.field}: expected article, video, gallery, infographic or live blog, found "${text.slice(0, 40)}"`,
    );
  }
  return type;
}
