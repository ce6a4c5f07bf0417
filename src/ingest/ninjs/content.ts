import type { DraftBlock } from '../../body/blocks.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { plainText } from '../text/plain.js';
import { readBody, wordingToBlocks } from './body.js';
import { findCaption, findVideoUrl, readAudio, readImage, readPlayback } from './media.js';
import type { NinjsItem } from './read.js';

type KindFields = 'renditions' | 'captions' | 'durationSeconds' | 'embedUrl' | 'images';

/** The kind of content that an item becomes, and the fields of that kind. */
export interface Content extends Pick<ContentDraftInput, KindFields> {
  readonly type: NonNullable<ContentDraftInput['type']>;
  readonly mainImage: ContentDraftInput['mainImage'];
  readonly audio: ContentDraftInput['audio'];
  readonly body: readonly DraftBlock[];
}

/** Decides what each ninjs type becomes. A picture or video without a file for browsers becomes an article. */
export function readContent(item: NinjsItem): Content {
  switch (item.type) {
    case 'picture':
      return readPicture(item, 'GALLERY');
    case 'graphic':
      return readPicture(item, 'INFOGRAPHIC');
    case 'audio':
      return article({ mainImage: readPreview(item), audio: readAudio(item), body: readBodyFirst(item) });
    case 'video':
      return readVideo(item);
    default:
      return article({ mainImage: readImage(item), body: readBody(item.bodies) });
  }
}

function article(content: Partial<Content> & Pick<Content, 'body' | 'mainImage'>): Content {
  return { type: 'ARTICLE', audio: undefined, ...content };
}

/** Reads a picture or a graphic. A caption belongs to the picture, so the body is read only if there is no caption. */
function readPicture(item: NinjsItem, type: 'GALLERY' | 'INFOGRAPHIC'): Content {
  const image = readImage(item);
  if (image === undefined) return article({ mainImage: image, body: readCaptionFirst(item) });
  const embedUrl = type === 'INFOGRAPHIC' ? readPlayback(item)?.embedUrl : undefined;
  const body = image.caption === undefined ? readBody(item.bodies) : [];
  return { type, mainImage: image, audio: undefined, images: [image], embedUrl, body };
}

function readVideo(item: NinjsItem): Content {
  const playback = readPlayback(item);
  const content = article({ mainImage: readPreview(item), body: readBodyFirst(item) });
  return playback ? { ...content, ...playback, type: 'VIDEO' } : content;
}

/** Says why an item isn't content: events and planning items only announce news. Returns undefined for news. */
export function describeNoContent(item: NinjsItem): string | undefined {
  if (item.type === 'event') return 'an event, which is not content';
  return item.type === 'planning' ? 'a planning item, which is not content' : undefined;
}

export function embedVideo(item: NinjsItem): DraftBlock[] {
  const url = findVideoUrl(item);
  return url === undefined ? [] : [{ type: 'embed', url }];
}

/** Reads the still of a video or a sound, without the caption. The caption describes the recording, so it goes into the body. */
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
