import type { ContentDraftInput, DraftBlock } from '../draft.js';
import { plainText } from '../text/plain.js';
import { readBody, wordingToBlocks } from './body.js';
import type { NinjsItem } from './item.js';
import { findCaption, findVideoUrl, readAudio, readImage } from './media.js';

/** What an item shows, whatever its type. */
export interface Content {
  readonly mainImage: ContentDraftInput['mainImage'];
  readonly audio: ContentDraftInput['audio'];
  readonly body: readonly DraftBlock[];
}

/** The one place that says what each ninjs type becomes. All are articles yet, whatever their medium. */
export function readContent(item: NinjsItem): Content {
  switch (item.type) {
    case 'picture':
    case 'graphic':
      return { mainImage: readImage(item), audio: undefined, body: readCaptionFirst(item) };
    case 'audio':
      return { mainImage: readPreview(item), audio: readAudio(item), body: readBodyFirst(item) };
    case 'video':
      return { mainImage: readPreview(item), audio: undefined, body: [...embedVideo(item), ...readBodyFirst(item)] };
    default:
      return { mainImage: readImage(item), audio: undefined, body: readBody(item.bodies) };
  }
}

/** Types that are announcements of news to come, not news. */
export function describeNoContent(item: NinjsItem): string | undefined {
  if (item.type === 'event') {
    return 'an event, which is not content';
  }
  return item.type === 'planning' ? 'a planning item, which is not content' : undefined;
}

export function embedVideo(item: NinjsItem): DraftBlock[] {
  const url = findVideoUrl(item);
  return url === undefined ? [] : [{ type: 'embed', url }];
}

/** The still of a video or a sound: the caption is about the recording, and stands in the body. */
function readPreview(item: NinjsItem): ContentDraftInput['mainImage'] {
  const image = readImage(item);
  return image && { ...image, caption: undefined };
}

function readCaptionFirst(item: NinjsItem): DraftBlock[] {
  const caption = findCaption(item);
  return caption && plainText(caption.value) !== undefined ? wordingToBlocks(caption) : readBody(item.bodies);
}

function readBodyFirst(item: NinjsItem): DraftBlock[] {
  const body = readBody(item.bodies);
  return body.length > 0 ? body : readCaptionFirst(item);
}
