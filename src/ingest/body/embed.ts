import type { DraftBlock } from '../../body/blocks.js';
import { parseUrl, resolveAttribute, resolveUrl } from './dom.js';

/** Elements that embed content of another site. */
export const EMBED_SELECTOR =
  'iframe, video, audio, embed, object, oembed, amp-iframe, amp-youtube, amp-vimeo, amp-twitter, amp-instagram, amp-facebook';
/** Elements that the script of a social network turns into a post. */
export const SOCIAL_SELECTOR =
  '.twitter-tweet, .twitter-video, .instagram-media, .tiktok-embed, .fb-post, .fb-video, .text-post-media, .bluesky-embed, .reddit-card, .reddit-embed-bq, .mastodon-embed, .imgur-embed-pub';

/** Makes an embed block from a player or a frame. For an `object` without an address, returns undefined. */
export function embedBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const post = findAmpAddress(element);
  if (post !== undefined) return [makeEmbed(post)];
  const sources = [element, ...element.querySelectorAll('source, param[name="movie"], embed')];
  const url = sources.map((source) => resolveAttribute(source, SOURCES, baseUrl)).find((found) => found !== undefined);
  const tiny = ['width', 'height'].some((name) => /^[012](?:px)?$/.test(element.getAttribute(name)?.trim() ?? ''));
  if (url !== undefined && !tiny && !NOISE.test(url)) return [makeEmbed(url)];
  return element.matches('object') ? undefined : [];
}

/** For each AMP element, the attribute with the id of a player or a post, and a function that makes its address. */
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

/** Makes an embed block from a social network's post. Returns undefined without an address: then the text is kept. */
export function socialBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const lastLink = [...element.querySelectorAll('a[href]')].at(-1);
  const url = resolveAttribute(element, PERMALINKS, baseUrl) ?? resolveUrl(lastLink?.getAttribute('href'), baseUrl);
  return url === undefined ? undefined : [makeEmbed(url)];
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

/** The domains of services. A service is named after its domain (`vimeo.com` → `vimeo`), except those in PROVIDERS. */
const DOMAINS = (
  'youtube.com youtu.be youtube-nocookie.com vimeo.com x.com twitter.com instagram.com facebook.com fb.watch threads.net ' +
  'threads.com bsky.app tiktok.com spotify.com soundcloud.com podcasts.apple.com dailymotion.com dai.ly twitch.tv ' +
  'reddit.com redditmedia.com t.me telegram.org vk.com linkedin.com pinterest.com imgur.com giphy.com flickr.com ' +
  'datawrapper.de dwcdn.net flourish.studio flo.uri.sh infogram.com documentcloud.org scribd.com brightcove.net ' +
  'brightcove.com jwplayer.com jwplatform.com streamable.com rumble.com mixcloud.com audioboom.com acast.com'
).split(' ');
const PROVIDERS = new Map([
  ['youtu.be', 'youtube'],
  ['youtube-nocookie.com', 'youtube'],
  ['twitter.com', 'x'],
  ['fb.watch', 'facebook'],
  ['bsky.app', 'bluesky'],
  ['podcasts.apple.com', 'applepodcasts'],
  ['dai.ly', 'dailymotion'],
  ['redditmedia.com', 'reddit'],
  ['t.me', 'telegram'],
  ['dwcdn.net', 'datawrapper'],
  ['flo.uri.sh', 'flourish'],
  ['jwplatform.com', 'jwplayer'],
]);

/** Matches the addresses of all these services. */
export const PLAYER_ADDRESS = new RegExp(`//(?:[\\w-]+\\.)*(?:${DOMAINS.join('|').replaceAll('.', '\\.')})/`, 'i');

function findProvider(url: string): string | undefined {
  const host = parseUrl(url)?.hostname ?? '';
  const domain = DOMAINS.find((each) => `.${host}`.endsWith(`.${each}`));
  return domain && (PROVIDERS.get(domain) ?? domain.split('.')[0]);
}
