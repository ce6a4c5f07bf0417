import type { DraftBlock } from '../../body/blocks.js';
import { takeImages, takePlayer } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import type { WxrElement } from './xml.js';

type KindFields = 'type' | 'body' | 'renditions' | 'embedUrl' | 'images';

/** What kind of content a post is: its format says so, and it holds what the format is named for. */
export function readKind({ fields, terms }: WxrElement, body: DraftBlock[]): Pick<ContentDraftInput, KindFields> {
  const format = terms.find(({ domain }) => domain === 'post_format')?.nicename?.replace(/^post-format-/, '');
  const player = format === 'video' ? takePlayer(body) : undefined;
  if (player) return { type: 'VIDEO', ...player.playback, body: player.body };
  const pictures = takeImages(body);
  if (format === 'gallery' && pictures.images.length > 0 && GALLERY.test(fields.get('content:encoded') ?? '')) {
    return { type: 'GALLERY', ...pictures };
  }
  return { body };
}

const GALLERY = /\[gallery\b|<!-- wp:(?:\w+\/)?[\w-]*gallery\b|class="[^"]*\bgallery\b/i;
