import type { Image } from '../image/image.js';
import type { ContentDraftInput } from '../ingest/draft.js';

const VIDEO_HOST = 'https://video.example.org/meridian-post';
const SIZES = [
  { name: '1080p', width: 1920, height: 1080, bitrateKbps: 4800 },
  { name: '720p', width: 1280, height: 720, bitrateKbps: 2400 },
  { name: '360p', width: 640, height: 360, bitrateKbps: 700 },
];

type Body = NonNullable<ContentDraftInput['body']>;

/** A body, or the body of a post, that is nothing but paragraphs. */
export function paragraphs(...texts: string[]): Body {
  return texts.map((html) => ({ type: 'paragraph', html }));
}

/** One of the newsroom's 1600×900 pictures under `media/`, with the words that go with it in one place. */
export function picture(name: string, altText: string, caption: string, credit: string): Image {
  return { url: `/media/${name}.svg`, altText, caption, credit, width: 1600, height: 900 };
}

/** The files of a video: three sizes of MP4, one HLS playlist, and captions in the languages given. */
export function playback(
  name: string,
  languages: readonly string[],
): Pick<ContentDraftInput, 'renditions' | 'captions'> {
  const folder = `${VIDEO_HOST}/${name}`;
  return {
    renditions: [
      { url: `${folder}/index.m3u8`, mimeType: 'application/vnd.apple.mpegurl' },
      ...SIZES.map(({ name: size, ...rendition }) => ({
        url: `${folder}/${size}.mp4`,
        mimeType: 'video/mp4',
        ...rendition,
      })),
    ],
    captions: languages.map((language) => ({ language, url: `${folder}/captions.${language}.vtt` })),
  };
}
