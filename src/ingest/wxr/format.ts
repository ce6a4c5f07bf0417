import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { decodeXml } from '../text/decode.js';
import { isPublic, readBody, readHeadline, toWxrDraft } from './post.js';
import { indexWxr, type WxrSite } from './site.js';
import { decodeSlug } from './terms.js';
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

/**
 * Types of posts that are not content of their own. Attachments and reusable blocks are imported with the posts that use
 * them.
 */
const INTERNAL =
  /^(?:attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|jp_\w+|feedback|acf-\w+)$/;

function readItem(item: WxrElement, type: 'post' | 'page', site: WxrSite, options: ImportOptions): ParsedDocument {
  const status = item.fields.get('wp:status');
  if (status === 'trash') return { kind: 'skipped', reason: `A ${type} in the trash.` };
  if (status === 'auto-draft' && !item.fields.get('content:encoded')) {
    return { kind: 'skipped', reason: `A ${type} that was opened and never written (auto-draft).` };
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
  if (!slug) throw new UnreadableDocument('A page without a name (wp:post_name), which its address is made of.');
  const body = readBody(fields.get('content:encoded') ?? '', fields, site, site.home);
  const position = Number.parseInt(fields.get('wp:menu_order') ?? '0', 10) || 0;
  const language = site.language ?? options.language ?? 'en';
  const title = readHeadline(fields, body);
  return { kind: 'record', record: { record: 'page', language, slug, title, body, position } };
}
