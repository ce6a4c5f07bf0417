import type { DraftBlock } from '../../body/blocks.js';
import { takeImages, takePlayer, toPlayback } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import { toWebUrl } from '../text/address.js';
import type { Fields } from './fields.js';

type KindFields = Partial<Pick<ContentDraftInput, 'body' | 'images' | 'renditions' | 'embedUrl'>>;

/** A kind of content, or a page of the site. Most of what generators have as a type or a layout is an article here. */
export function readType({ find, values }: Fields): unknown {
  if ('type' in values) return values.type;
  const words = [find('type')?.value, find('layout')?.value].map((word) => String(word).toLowerCase());
  if (words.includes('page')) return 'PAGE';
  return words.some((word) => /^live-?blog$/.test(word)) ? 'LIVE_BLOG' : 'ARTICLE';
}

/** What a kind has of its own is taken out of the text: the pictures of a gallery, the player of a video. */
export function readKind(type: unknown, body: DraftBlock[], { find, values }: Fields): KindFields {
  if (type === 'GALLERY' || type === 'INFOGRAPHIC') return takeImages(body);
  if (type !== 'VIDEO' || 'renditions' in values || 'embedUrl' in values) return { body };
  const address = find('video', 'videourl')?.value;
  const url = typeof address === 'string' ? toWebUrl(address) : undefined;
  const player = url === undefined ? takePlayer(body) : { playback: toPlayback(url), body };
  return player ? { ...player.playback, body: player.body } : { body };
}
