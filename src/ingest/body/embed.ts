import type { DraftBlock } from '../../body/blocks.js';
import { parseUrl, resolveAttribute } from './dom.js';

/** Elements that embed content from elsewhere. */
export const EMBED_SELECTOR =
  'iframe, video, audio, embed, object, oembed, amp-iframe, amp-youtube, amp-vimeo, amp-twitter, amp-instagram, amp-facebook';
/** Elements that the script of a social network turns into a post. */
export const SOCIAL_SELECTOR =
  '.twitter-tweet, .twitter-video, .instagram-media, .tiktok-embed, .fb-post, .fb-video, .text-post-media, .bluesky-embed, .reddit-card, .reddit-embed-bq, .mastodon-embed, .imgur-embed-pub';

/** Reads a player or a frame. Returns undefined for advertising, for tracking, and for elements without an address. */
export function readEmbed(element: Element, baseUrl?: string): DraftBlock | undefined {
  const post = findAmpAddress(element);
  if (post !== undefined) return makeEmbed(post);
  const sources = [element, ...element.querySelectorAll('source, param[name="movie"], embed')];
  const url = sources.map((source) => resolveAttribute(source, SOURCES, baseUrl)).find((found) => found !== undefined);
  const tiny = ['width', 'height'].some((name) => /^[012](?:px)?$/.test(element.getAttribute(name)?.trim() ?? ''));
  return url === undefined || tiny || NOISE.test(url) ? undefined : makeEmbed(url);
}

/** The addresses of players and posts, by the AMP element that embeds them. These elements state only an id. */
const AMP_ADDRESSES: Record<string, readonly [attribute: string, address: (id: string) => string]> = {
  'amp-youtube': ['data-videoid', (id) => `https://www.youtube.com/watch?v=${id}`],
  'amp-vimeo': ['data-videoid', (id) => `https://vimeo.com/${id}`],
  'amp-twitter': ['data-tweetid', (id) => `https://twitter.com/i/status/${id}`],
  'amp-instagram': ['data-shortcode', (id) => `https://www.instagram.com/p/${id}/`],
};

function findAmpAddress(element: Element): string | undefined {
  if (element.localName === 'amp-facebook') return resolveAttribute(element, ['data-href']);
  const [attribute, address] = AMP_ADDRESSES[element.localName] ?? [];
  const id = attribute && element.getAttribute(attribute)?.trim();
  return id && address && /^[\w-]+$/.test(id) ? address(id) : undefined;
}

/** Reads a post of a social network as an embed of its permanent link. */
export function readSocialEmbed(element: Element, baseUrl?: string): DraftBlock | undefined {
  const lastLink = [...element.querySelectorAll('a[href]')].at(-1);
  const url =
    resolveAttribute(element, PERMALINKS, baseUrl) ?? (lastLink && resolveAttribute(lastLink, ['href'], baseUrl));
  return url === undefined ? undefined : makeEmbed(url);
}

/** Makes an embed block, with the name of the service if the service is known. */
export function makeEmbed(url: string): DraftBlock {
  const provider = findProvider(url);
  return { type: 'embed', url, ...(provider !== undefined && { provider }) };
}

const SOURCES = ['src', 'data-src', 'data-lazy-src', 'data-original', 'data-url', 'data', 'value', 'url'];
const PERMALINKS = ['data-instgrm-permalink', 'data-text-post-permalink', 'cite', 'data-href', 'data-url'];
const NOISE =
  /googletagmanager|doubleclick|googlesyndication|google-analytics|adservice|facebook\.com\/(?:v[\d.]+\/)?plugins\/(?:like|share|page)|twitter\.com\/widgets\/(?:tweet|follow)_button/i;

/** The domains of each service. */
const PROVIDERS: Record<string, readonly string[]> = {
  youtube: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'],
  vimeo: ['vimeo.com'],
  x: ['x.com', 'twitter.com'],
  instagram: ['instagram.com'],
  facebook: ['facebook.com', 'fb.watch'],
  threads: ['threads.net', 'threads.com'],
  bluesky: ['bsky.app'],
  tiktok: ['tiktok.com'],
  spotify: ['spotify.com'],
  soundcloud: ['soundcloud.com'],
  applepodcasts: ['podcasts.apple.com'],
  dailymotion: ['dailymotion.com', 'dai.ly'],
  twitch: ['twitch.tv'],
  reddit: ['reddit.com', 'redditmedia.com'],
  telegram: ['t.me', 'telegram.org'],
  vk: ['vk.com'],
  linkedin: ['linkedin.com'],
  pinterest: ['pinterest.com'],
  imgur: ['imgur.com'],
  giphy: ['giphy.com'],
  flickr: ['flickr.com'],
  datawrapper: ['datawrapper.de', 'dwcdn.net'],
  flourish: ['flourish.studio', 'flo.uri.sh'],
  infogram: ['infogram.com'],
  documentcloud: ['documentcloud.org'],
  scribd: ['scribd.com'],
  brightcove: ['brightcove.net', 'brightcove.com'],
  jwplayer: ['jwplayer.com', 'jwplatform.com'],
  streamable: ['streamable.com'],
  rumble: ['rumble.com'],
  mixcloud: ['mixcloud.com'],
  audioboom: ['audioboom.com'],
  acast: ['acast.com'],
};

/** Matches the addresses of all these services. */
export const PLAYER_ADDRESS = new RegExp(
  `//(?:[\\w-]+\\.)*(?:${Object.values(PROVIDERS).flat().join('|').replaceAll('.', '\\.')})/`,
  'i',
);

function findProvider(url: string): string | undefined {
  const host = parseUrl(url)?.hostname ?? '';
  return Object.keys(PROVIDERS).find((name) =>
    PROVIDERS[name]?.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
}
