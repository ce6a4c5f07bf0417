import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import { htmlToBlocks } from '../body/html-body.js';
import { takeImages, takePlayer } from '../body/player.js';
import { blocksToText, chooseHeadline } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { withoutMainImage } from '../feed/draft.js';
import { readFieldTime } from '../feed/time.js';
import { toWebUrl } from '../text/address.js';
import { renderWxrContent, splitAtMore } from './content.js';
import type { WxrSite } from './site.js';
import { decodeSlug, readTerms } from './terms.js';
import type { WxrElement } from './xml.js';

/** Turns a post into a draft, or throws an `UnreadableDocument` that says what is missing. */
export function toWxrDraft(item: WxrElement, site: WxrSite, timeZone: string): ContentDraftInput {
  const { fields, meta } = item;
  const sourceUrl = readAddress(fields.get('link'), site.home);
  const status = isPublic(fields) ? 'PUBLISHED' : 'DRAFT';
  const { standfirst, blocks } = readText(item, site, sourceUrl ?? site.home);
  const mainImage = site.attachments.get(meta.get('_thumbnail_id') ?? '');
  const author = site.authors.get(fields.get('dc:creator') ?? '') || inlineText(fields.get('dc:creator') ?? '');
  const slug = decodeSlug(fields.get('wp:post_name'));
  return {
    sourceId: readSourceId(fields, site, sourceUrl),
    sourceUrl,
    status,
    language: site.language,
    slug,
    aliases: readOldAddress(sourceUrl, slug, meta.get('_wp_old_slug')),
    headline: readHeadline(fields, blocks),
    standfirst,
    authors: author ? [{ name: author }] : [],
    sources: site.title ? [{ name: site.title, url: site.home }] : [],
    ...readTerms(item, site),
    ...readTimes(fields, status, timeZone),
    mainImage,
    ...readKind(item, withoutMainImage(blocks, mainImage?.url)),
  };
}

export function readHeadline(fields: Fields, blocks: readonly DraftBlock[]): string {
  return chooseHeadline(inlineText(fields.get('title') ?? ''), blocks);
}

/** Reads the body of a post or a page. `content` is the HTML of the whole text or of a part of it. */
export function readBody(content: string, fields: Fields, site: WxrSite, baseUrl: string | undefined): DraftBlock[] {
  const attached = site.attachedTo.get(fields.get('wp:post_id') ?? '') ?? [];
  return htmlToBlocks(renderWxrContent(content, attached, site), baseUrl);
}

/** True if anyone may read the post: it is published or scheduled, and has no password. */
export function isPublic(fields: Fields): boolean {
  return /^(?:publish|future)$/.test(fields.get('wp:status') ?? '') && !fields.get('wp:post_password');
}

type Fields = ReadonlyMap<string, string>;

const LONGEST_LEAD = 300;

function readSourceId(fields: Fields, { home, guidOwners }: WxrSite, url: string | undefined): string {
  const id = fields.get('wp:post_id') ?? '';
  const guid = fields.get('guid') ?? '';
  const ownGuid = guidOwners.get(guid) === id ? guid : '';
  const sourceId = ownGuid || url || (id && home && `${home}?p=${id}`) || fields.get('link');
  if (sourceId) return sourceId;
  throw new UnreadableDocument('Neither a guid nor a link: another import could not recognise the post.');
}

/** Reads the link of a post. Links such as `/?p=12` are left out, because WordPress writes them for posts without an address. */
function readAddress(link: string | undefined, home: string | undefined): string | undefined {
  const url = toWebUrl(link, home);
  return url && !/[?&](?:p|page_id|post_type|attachment_id|preview)=/.test(url) ? url : undefined;
}

function readOldAddress(url: string | undefined, slug: string | undefined, oldSlug: string | undefined): string[] {
  if (!url || !slug || !oldSlug || decodeSlug(oldSlug) === slug) return [];
  const path = new URL(url).pathname;
  const segment = encodeURIComponent(slug).toLowerCase();
  const at = path.toLowerCase().lastIndexOf(segment);
  return at > 0 ? [path.slice(0, at) + oldSlug + path.slice(at + segment.length)] : [];
}

/**
 * Reads the standfirst and the body. The standfirst is the excerpt, or else a short text before `<!--more-->`, which is
 * then left out of the body.
 */
function readText({ fields }: WxrElement, site: WxrSite, baseUrl: string | undefined) {
  const content = fields.get('content:encoded') ?? '';
  const excerpt = inlineText(fields.get('excerpt:encoded') ?? '');
  const parts = excerpt ? undefined : splitAtMore(content);
  if (parts) {
    const lead = readBody(parts.lead, fields, site, baseUrl);
    const text = blocksToText(lead);
    const isPlain = lead.every((block) => block.type === 'paragraph' && !/<a\b/.test(block.html));
    const rest = isPlain && text && text.length <= LONGEST_LEAD ? readBody(parts.rest, fields, site, baseUrl) : [];
    if (rest.length > 0) return { standfirst: text, blocks: rest };
  }
  return { standfirst: excerpt || undefined, blocks: readBody(content, fields, site, baseUrl) };
}

function readTimes(fields: Fields, status: string, timeZone: string) {
  const readTime = (field: string, zone = timeZone) => {
    const text = fields.get(field) ?? '';
    // For an unset time, WordPress writes "0000-00-00 00:00:00". Some tools turn that into a year "-0001".
    const isUnset = text === '' || text.startsWith('0000-00-00') || text.includes('-0001');
    return isUnset ? undefined : readFieldTime({ field, text }, zone);
  };
  // A draft without a time in GMT is not scheduled. Its local time is ignored, because it only says when the draft was last
  // changed.
  const local = () => (status === 'DRAFT' ? undefined : (readTime('wp:post_date') ?? readTime('pubDate')));
  const publishedAt = readTime('wp:post_date_gmt', 'UTC') ?? local();
  const updatedAt = readTime('wp:post_modified_gmt', 'UTC') ?? readTime('wp:post_modified');
  const isUpdated = updatedAt && (!publishedAt || updatedAt > publishedAt);
  return { publishedAt, updatedAt: isUpdated ? updatedAt : undefined };
}

/** Reads the kind of a post. It is a video or a gallery if its post format says so and its body holds a video or a gallery. */
function readKind({ fields, terms }: WxrElement, body: DraftBlock[]): Partial<ContentDraftInput> {
  const format = terms.find(({ domain }) => domain === 'post_format')?.nicename?.replace(/^post-format-/, '');
  const player = format === 'video' ? takePlayer(body) : undefined;
  if (player) return { type: 'VIDEO', ...player.playback, body: player.body };
  const pictures = takeImages(body);
  const isGallery = format === 'gallery' && GALLERY.test(fields.get('content:encoded') ?? '');
  return isGallery && pictures.images.length > 0 ? { type: 'GALLERY', ...pictures } : { body };
}

const GALLERY = /\[gallery\b|<!-- wp:(?:\w+\/)?[\w-]*gallery\b|class="[^"]*\bgallery\b/i;
