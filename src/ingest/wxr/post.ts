import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import { htmlToBlocks } from '../body/html-body.js';
import type { ContentDraftInput } from '../document/draft.js';
import { UnreadableDocument } from '../document/format.js';
import { withoutMainImage } from '../feed/draft.js';
import { blocksToText } from '../feed/text.js';
import { toWebUrl } from '../text/address.js';
import { cutAtWord } from '../text/plain.js';
import { parseTime } from '../text/time.js';
import { renderWxrContent, splitAtMore } from './content.js';
import { readKind } from './kind.js';
import type { WxrSite } from './site.js';
import { decodeSlug, readTerms } from './terms.js';
import type { WxrElement } from './xml.js';

/** Turns a post into a draft, or throws an `UnreadableDocument` that says what is missing. */
export function toWxrDraft(item: WxrElement, site: WxrSite, timeZone: string): ContentDraftInput {
  const { fields, meta } = item;
  const sourceUrl = readAddress(fields.get('link'), site.home);
  const status = readStatus(fields);
  const { standfirst, blocks } = readText(item, site, sourceUrl ?? site.home);
  const mainImage = site.attachments.get(meta.get('_thumbnail_id') ?? '');
  const author = site.authors.get(fields.get('dc:creator') ?? '') || inlineText(fields.get('dc:creator') ?? '');
  const slug = decodeSlug(fields.get('wp:post_name'));
  return {
    sourceId: readSourceId(fields, site, sourceUrl),
    ...(sourceUrl && { sourceUrl }),
    status,
    ...(site.language && { language: site.language }),
    ...(slug && { slug }),
    aliases: readOldAddress(sourceUrl, slug, meta.get('_wp_old_slug')),
    headline: readHeadline(fields, blocks),
    ...(standfirst && { standfirst }),
    authors: author ? [{ name: author }] : [],
    sources: site.title ? [{ name: site.title, ...(site.home && { url: site.home }) }] : [],
    ...readTerms(item, site),
    ...readTimes(fields, status, timeZone),
    ...(mainImage && { mainImage }),
    ...readKind(item, withoutMainImage(blocks, mainImage?.url)),
  };
}

/** A title, or else the first words of the text. */
export function readHeadline(fields: ReadonlyMap<string, string>, blocks: readonly DraftBlock[]): string {
  const headline = inlineText(fields.get('title') ?? '') || cutAtWord(blocksToText(blocks), 100);
  if (!headline) throw new UnreadableDocument('Neither a title nor any text.');
  return headline;
}

/** The body of a post or a page. */
export function readBody(
  content: string,
  id: string | undefined,
  site: WxrSite,
  base: string | undefined,
): DraftBlock[] {
  const attached = site.attachedTo.get(id ?? '') ?? [];
  return htmlToBlocks(renderWxrContent(content, attached, site), base);
}

/** Anyone may read it: it is out, or will be, and asks for no password. */
export function isPublic(fields: ReadonlyMap<string, string>): boolean {
  return /^(?:publish|future)$/.test(fields.get('wp:status') ?? '') && !fields.get('wp:post_password');
}

type Fields = ReadonlyMap<string, string>;

const LONGEST_LEAD = 300;

function readSourceId(fields: Fields, { home, guidOwners }: WxrSite, url: string | undefined): string {
  const id = fields.get('wp:post_id') ?? '';
  const guid = fields.get('guid') ?? '';
  const ownGuid = guidOwners.get(guid) === id ? guid : '';
  const sourceId = ownGuid || url || (id && home && `${home}?p=${id}`) || fields.get('link');
  if (!sourceId) {
    throw new UnreadableDocument('Neither a guid nor a link: it could not be recognised when it is imported again.');
  }
  return sourceId;
}

function readStatus(fields: Fields): 'PUBLISHED' | 'DRAFT' {
  return isPublic(fields) ? 'PUBLISHED' : 'DRAFT';
}

/** A link such as `/?p=12` isn't the post's address, but what stands in for one. */
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

/** The excerpt is the standfirst. Without one it is a short text before `<!--more-->`, which then isn't in the body too. */
function readText(
  item: WxrElement,
  site: WxrSite,
  base: string | undefined,
): { standfirst: string; blocks: DraftBlock[] } {
  const id = item.fields.get('wp:post_id');
  const content = item.fields.get('content:encoded') ?? '';
  const excerpt = inlineText(item.fields.get('excerpt:encoded') ?? '');
  const parts = excerpt ? undefined : splitAtMore(content);
  if (parts) {
    const lead = readBody(parts.lead, id, site, base);
    const text = blocksToText(lead);
    const isPlain = lead.every((block) => block.type === 'paragraph' && !/<a\b/.test(block.html));
    const rest = isPlain && text && text.length <= LONGEST_LEAD ? readBody(parts.rest, id, site, base) : [];
    if (rest.length > 0) return { standfirst: text, blocks: rest };
  }
  return { standfirst: excerpt, blocks: readBody(content, id, site, base) };
}

function readTimes(
  fields: Fields,
  status: string,
  timeZone: string,
): Pick<ContentDraftInput, 'publishedAt' | 'updatedAt'> {
  // A draft without a time in GMT is to be published when somebody publishes it; its local time is that of its last change.
  const isUnscheduled = status === 'DRAFT' && !isSet(fields.get('wp:post_date_gmt'));
  const publishedAt = isUnscheduled
    ? undefined
    : (readTime(fields, 'wp:post_date_gmt', 'UTC') ??
      readTime(fields, 'wp:post_date', timeZone) ??
      readTime(fields, 'pubDate', timeZone));
  const updatedAt = readTime(fields, 'wp:post_modified_gmt', 'UTC') ?? readTime(fields, 'wp:post_modified', timeZone);
  return {
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && (!publishedAt || updatedAt > publishedAt) && { updatedAt }),
  };
}

function readTime(fields: Fields, name: string, timeZone: string): Date | undefined {
  const text = fields.get(name);
  if (!isSet(text)) return undefined;
  const time = parseTime(text ?? '', timeZone);
  if (!time) throw new UnreadableDocument(`${name} is not a date: "${cutAtWord(text ?? '', 60)}".`);
  return time;
}

/** WordPress writes "0000-00-00 00:00:00" for no time, and "-0001" where that went through a calendar. */
function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== '' && !text.startsWith('0000-00-00') && !text.includes('-0001');
}
