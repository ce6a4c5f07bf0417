import { z } from 'zod';
import { imageSchema, webAddress } from '../image/image.js';

function blockSchema<Ref extends z.ZodType>(ref: Ref) {
  return z.discriminatedUnion('type', [
    /** `html` holds text and inline marks only: a, strong, em, u, s, sub, sup, code, mark, br. */
    z.object({ type: z.literal('paragraph'), html: z.string() }),
    z.object({ type: z.literal('heading'), level: z.number().int().min(2).max(6), text: z.string() }),
    z.object({ type: z.literal('quote'), text: z.string(), attribution: z.string().optional() }),
    z.object({ type: z.literal('list'), ordered: z.boolean(), listItems: z.array(z.string()) }),
    z.object({ type: z.literal('image'), image: imageSchema }),
    /** `provider` is the service's name in lower case (`youtube`), absent when unknown. */
    z.object({ type: z.literal('embed'), provider: z.string().optional(), url: webAddress }),
    z.object({ type: z.literal('relatedNews'), title: z.string().optional(), items: z.array(ref) }),
    z.object({ type: z.literal('articleLink'), prefix: z.string().optional(), article: ref }),
  ]);
}

export const storedBlock = blockSchema(z.number());

/** A stored block. It refers to other items by their ids. */
export type Block = z.infer<typeof storedBlock>;

/** A block in an imported document. It refers to other items by their ids in the source system. */
export const draftBlockSchema = blockSchema(z.string());
export type DraftBlock = z.infer<typeof draftBlockSchema>;

/** The names of services that play videos, as they stand in the `provider` of an embed block. */
const VIDEO_PROVIDER = /^(?:youtube|vimeo|dailymotion|twitch|brightcove|jwplayer|streamable|rumble)$/;
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
