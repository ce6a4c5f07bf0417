import type { Block } from './blocks.js';

/** Services that play videos, by the names that embed blocks have for them. */
const VIDEO_PROVIDER = /^(?:youtube|vimeo|dailymotion|twitch|brightcove|jwplayer|streamable|rumble)$/;
/** Services that play audio. */
const AUDIO_PROVIDER = /^(?:spotify|soundcloud|applepodcasts|mixcloud|audioboom|acast)$/;
const VIDEO_FILE = /\.(?:mp4|m4v|webm|ogv|mov|m3u8)(?:[?#]|$)/i;
const AUDIO_FILE = /\.(?:mp3|m4a|aac|oga|ogg|opus|wav|flac)(?:[?#]|$)/i;

type AnyBlock = Pick<Extract<Block, { type: 'embed' }>, 'url' | 'provider'> | { readonly type: string };

/** Looks for embedded videos and embedded audio in a body. */
export function findMedia(blocks: readonly AnyBlock[]): { hasVideo: boolean; hasAudio: boolean } {
  const embeds = blocks.filter((block) => 'url' in block);
  return {
    hasVideo: embeds.some(({ provider = '', url }) => VIDEO_PROVIDER.test(provider) || VIDEO_FILE.test(url)),
    hasAudio: embeds.some(({ provider = '', url }) => AUDIO_PROVIDER.test(provider) || AUDIO_FILE.test(url)),
  };
}
