import escapeHtml from 'escape-html';
import type { Image } from '../../image/image.js';
import { replaceShortcodes, type Shortcode } from './shortcode.js';

/** The files and reusable blocks to which the content of a post refers. */
export interface WxrLibrary {
  /** Pictures and other files by their post id. */
  readonly attachments: ReadonlyMap<string, Image>;
  /** Contents of reusable blocks by their post id. */
  readonly reusableBlocks: ReadonlyMap<string, string>;
}

/** Turns the content of a post into HTML as WordPress shows it: with paragraphs and embeds, and without shortcodes. */
export function renderWxrContent(content: string, attached: readonly Image[], library: WxrLibrary): string {
  const whole = insertReusableBlocks(content.replace(/\r\n?/g, '\n').replace(PLACEHOLDERS, ''), library);
  const kept: string[] = [];
  const open = whole.replace(LITERAL, (html) => {
    kept.push(html);
    return `${KEPT}${kept.length - 1}${KEPT}`;
  });
  const bare = open.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const shown = replaceShortcodes(bare, (code) => renderShortcode(code, attached, library));
  const html = addParagraphs(embedBareUrls(shown), !BLOCK_COMMENT.test(whole));
  return html.replace(KEPT_NUMBER, (_, number: string) => kept[Number(number)] ?? '');
}

/** Splits the content of a post at `<!--more-->`. In lists of posts, WordPress shows only the part before this mark. */
export function splitAtMore(content: string): { lead: string; rest: string } | undefined {
  const more = /<!--more\b[^<>]*-->/.exec(content);
  return more ? { lead: content.slice(0, more.index), rest: content.slice(more.index + more[0].length) } : undefined;
}

// Placeholders for literal HTML and for breaks. If the content holds these characters already, they are removed first.
const KEPT = '\ufdd0';
const PARAGRAPH = '\ufdd1';
const LINE = '\ufdd2';
const PLACEHOLDERS = /[\ufdd0-\ufdd2]/g;
const KEPT_NUMBER = /\ufdd0(\d+)\ufdd0/g;
const LITERAL = /<(pre|code|script|style|textarea)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const BLOCK_COMMENT = /<!-- \/?wp:/;

function insertReusableBlocks(content: string, { reusableBlocks }: WxrLibrary): string {
  return content.replace(
    /<!-- wp:block \{"ref":(\d{1,15})[^<>]*\/-->/g,
    (_, id: string) => reusableBlocks.get(id) ?? '',
  );
}

function renderShortcode(code: Shortcode, attached: readonly Image[], library: WxrLibrary): string | undefined {
  if (/^(?:wp_)?caption$/.test(code.name)) return renderCaption(code);
  if (/^(?:gallery|playlist)$/.test(code.name)) return renderGallery(code, attached, library);
  return EMBED.test(code.name) ? renderEmbed(code) : undefined;
}

const EMBED = /^(?:audio|video|embed|youtube|vimeo|soundcloud|tweet|instagram)$/;

/** Renders a picture with its caption. The caption is an attribute, or in newer exports the text after the picture. */
function renderCaption({ attributes, inner = '' }: Shortcode): string {
  const [picture = ''] = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inner) ?? [];
  const caption = attributes.get('caption') ?? inner.slice(picture.length).trim();
  return picture ? `<figure>${picture}<figcaption>${caption}</figcaption></figure>` : inner;
}

/** Renders the files that the shortcode names, or else the pictures that were uploaded to the post. */
function renderGallery({ attributes }: Shortcode, attached: readonly Image[], { attachments }: WxrLibrary): string {
  const ids = (attributes.get('ids') ?? attributes.get('include'))?.split(/[\s,]+/);
  const files = ids?.flatMap((id) => attachments.get(id) ?? []) ?? attached.filter(({ url }) => IMAGE_FILE.test(url));
  return files.map((file) => (IMAGE_FILE.test(file.url) ? figure(file) : embed(file.url))).join('');
}

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:\?|$)/i;

function renderEmbed({ attributes, inner = '' }: Shortcode): string {
  const values = [inner, ...attributes.values()].map((text) => text.replaceAll('&amp;', '&').trim());
  const url = values.find((text) => /^https?:\/\/\S+$/i.test(text));
  return url ? embed(url) : inner;
}

/** Embeds each address that stands on a line of its own, as WordPress does. */
function embedBareUrls(html: string): string {
  const line =
    /(^[ \t]*|<p(?:\s[^<>]*)?>\s*|<div class="wp-block-embed__wrapper[^<>]*>\s*)(https?:\/\/[^\s<>"]+)[ \t]*(?![ \t])(?=$|\s*<\/(?:p|div)>)/gim;
  return html.replace(line, (_, before: string, url: string) => before + embed(url.replaceAll('&amp;', '&')));
}

function figure({ url, altText, caption }: Image): string {
  const text = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : '';
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(altText)}">${text}</figure>`;
}

function embed(url: string): string {
  return `<iframe src="${escapeHtml(url)}"></iframe>`;
}

const BLOCK_TAG =
  '</?(?:address|article|aside|blockquote|br|caption|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|' +
  'form|h[1-6]|header|hr|iframe|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\\b[^<>]*>';
const BREAK = `[${PARAGRAPH}${LINE}]`;
const BREAKS_BEFORE_BLOCK = new RegExp(
  `(?<![\\s${PARAGRAPH}${LINE}])\\s*${BREAK}[\\s${PARAGRAPH}${LINE}]*(?=${BLOCK_TAG})`,
  'gi',
);
const BREAKS_AFTER_BLOCK = new RegExp(`(${BLOCK_TAG})(?:\\s*${BREAK})+`, 'gi');

/** Adds breaks like WordPress's function wpautop, but not beside block elements. `keepLines` is for the old editor. */
function addParagraphs(html: string, keepLines: boolean): string {
  const marked = html.replace(/<[^<>]*>|\n\s*\n|\n/g, (part) => {
    if (part.startsWith('<')) return part;
    return part !== '\n' ? PARAGRAPH : keepLines ? LINE : part;
  });
  return marked
    .replace(BREAKS_BEFORE_BLOCK, '')
    .replace(BREAKS_AFTER_BLOCK, '$1')
    .replaceAll(PARAGRAPH, '<br><br>')
    .replaceAll(LINE, '<br>');
}
