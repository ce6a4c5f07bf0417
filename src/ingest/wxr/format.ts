import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import { htmlToBlocks } from '../body/html-body.js';
import { takeImages, takePlayer } from '../body/player.js';
import { blocksToText, chooseHeadline } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { withoutMainImage } from '../feed/draft.js';
import { readFieldTime } from '../feed/time.js';
import { toWebUrl } from '../text/address.js';
import { decodeXml } from '../text/decode.js';
import { renderWxrContent, splitAtMore } from './content.js';
import { decodeSlug, indexWxr, readTerms, type WxrSite } from './site.js';
import { readWxr, type WxrElement } from './xml.js';

/** A WordPress export. Its posts become drafts, and its pages become static pages. */
export const wxrFormat: ImportFormat = { extensions: ['.xml'], read: readExport };

const MAX_MEGABYTES = 200;

async function* readExport(file: SourceFile, options: ImportOptions): AsyncGenerator<ParsedDocument> {
  refuseOver(MAX_MEGABYTES, file, 'export by year or by category in WordPress.');
  const wxr = readWxr(decodeXml(await file.bytes()));
  const site = indexWxr(wxr);
  const others = new Map<string, number>();
  for (const [index, item] of wxr.items.entries()) {
    const type = item.fields.get('wp:post_type') || 'post';
    if (type === 'post' || type === 'page') {
      yield { ...tryDocument(() => readItem(item, type, site, options)), place: `item ${index + 1}` };
    } else if (!INTERNAL.test(type)) {
      others.set(type, (others.get(type) ?? 0) + 1);
    }
  }
  for (const [type, count] of others) {
    yield { kind: 'skipped', reason: `${count} of the type "${type}": only posts and pages are imported.` };
  }
}

/** Types of posts that are not content. Some, such as attachments, are imported as a part of other posts. */
const INTERNAL =
  /^(?:attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|jp_\w+|feedback|acf-\w+)$/;

function readItem(item: WxrElement, type: 'post' | 'page', site: WxrSite, options: ImportOptions): ParsedDocument {
  const status = item.fields.get('wp:status');
  if (status === 'trash') return { kind: 'skipped', reason: `A ${type} in the trash.` };
  if (status === 'auto-draft' && !item.fields.get('content:encoded')) {
    return { kind: 'skipped', reason: `An empty ${type} that WordPress created as an auto-draft.` };
  }
  return type === 'post'
    ? { kind: 'draft', draft: toWxrDraft(item, site, options.timeZone) }
    : readPage(item, site, options);
}

/** Reads a static page. A page that isn't public is skipped, because Dateline has no drafts of static pages. */
function readPage({ fields }: WxrElement, site: WxrSite, options: ImportOptions): ParsedDocument {
  if (!isPublic(fields)) {
    const isProtected = Boolean(fields.get('wp:post_password'));
    const state = isProtected ? 'protected by a password' : `not published (${fields.get('wp:status')})`;
    return { kind: 'skipped', reason: `A page that is ${state}.` };
  }
  const slug = decodeSlug(fields.get('wp:post_name'));
  if (!slug) throw new UnreadableDocument('The page has no name (wp:post_name). Its address is made from the name.');
  const body = readBody(fields.get('content:encoded') ?? '', fields, site, site.home);
  const position = Number.parseInt(fields.get('wp:menu_order') ?? '0', 10) || 0;
  const language = site.language ?? options.language ?? 'en';
  const title = readHeadline(fields, body);
  const { sourceUpdatedAt } = readTimes(fields, 'PUBLISHED', options.timeZone);
  return { kind: 'record', record: { record: 'page', language, slug, title, body, position, sourceUpdatedAt } };
}

/** Turns a post into a draft, or throws an `UnreadableDocument` that says what is missing. */
function toWxrDraft(item: WxrElement, site: WxrSite, timeZone: string): ContentDraftInput {
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

function readHeadline(fields: Fields, blocks: readonly DraftBlock[]): string {
  return chooseHeadline(inlineText(fields.get('title') ?? ''), blocks);
}

/** Reads the body of a post or a page. `content` is the HTML of the whole text or of a part of it. */
function readBody(content: string, fields: Fields, site: WxrSite, baseUrl: string | undefined): DraftBlock[] {
  const attached = site.attachedTo.get(fields.get('wp:post_id') ?? '') ?? [];
  return htmlToBlocks(renderWxrContent(content, attached, site), baseUrl);
}

/** True if anyone may read the post: it is published or scheduled, and has no password. */
function isPublic(fields: Fields): boolean {
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
  throw new UnreadableDocument('The post has no guid and no link: another import could not recognise it.');
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

/** Reads the standfirst and the body. The standfirst is the excerpt, or else a short text before `<!--more-->`. */
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
    // For an unset time, WordPress writes "0000-00-00 00:00:00". Some tools turn this value into the year "-0001".
    const isUnset = text === '' || text.startsWith('0000-00-00') || text.includes('-0001');
    return isUnset ? undefined : readFieldTime({ field, text }, zone);
  };
  // A draft without a time in GMT is not scheduled. Its local time only says when the draft was last changed.
  const local = () => (status === 'DRAFT' ? undefined : (readTime('wp:post_date') ?? readTime('pubDate')));
  const publishedAt = readTime('wp:post_date_gmt', 'UTC') ?? local();
  const updatedAt = readTime('wp:post_modified_gmt', 'UTC') ?? readTime('wp:post_modified');
  const isUpdated = updatedAt && (!publishedAt || updatedAt > publishedAt);
  return { publishedAt, updatedAt: isUpdated ? updatedAt : undefined, sourceUpdatedAt: updatedAt };
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
