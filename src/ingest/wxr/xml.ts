import type { SaxesTagNS } from 'saxes';
import { UnreadableDocument } from '../contract/format.js';
import { escapeBareAmpersands, readXml } from '../feed/xml.js';

/** A part of a WordPress export: the channel, an item, an author or a category. */
export interface WxrElement {
  /** The texts of the elements by their names, with WordPress's usual prefixes: "title", "wp:post_id", "content:encoded". */
  readonly fields: Map<string, string>;
  readonly terms: WxrTerm[];
  /** Data of WordPress and its plugins about an item (wp:postmeta), by key. */
  readonly meta: Map<string, string>;
}

export interface WxrTerm {
  readonly domain: string | undefined;
  readonly nicename: string | undefined;
  readonly name: string;
}

export interface WxrExport {
  readonly channel: WxrElement;
  readonly items: WxrElement[];
  readonly authors: WxrElement[];
  readonly categories: WxrElement[];
}

/** Reads a WordPress export (WXR 1.0 to 1.2) in one pass. Comments on posts are left out. */
export function readWxr(text: string): WxrExport {
  const found: WxrExport = { channel: toElement([]), items: [], authors: [], categories: [] };
  const open: XmlNode[] = [];
  readXml(escapeBareAmpersands(text), {
    onOpen: (tag) => open.push({ name: nameTag(tag), attributes: tag.attributes, children: [], text: '' }),
    onText: (part) => {
      for (const node of open.slice(CHANNEL_DEPTH, CHANNEL_DEPTH + 3)) node.text += part;
    },
    onClose: () => {
      const node = open.pop();
      if (node && open.length === CHANNEL_DEPTH) {
        storeNode(node, found);
      } else if (node && node.name !== 'wp:comment') {
        open.at(-1)?.children.push(node);
      }
    },
  });
  if (!found.channel.fields.has('wp:wxr_version') && !found.items.some(({ fields }) => fields.has('wp:post_type'))) {
    throw new UnreadableDocument(
      'Not a WordPress export (WXR), as WordPress writes it under Tools, Export. Feeds are read by the format `feed`.',
    );
  }
  return found;
}

interface XmlNode {
  readonly name: string;
  readonly attributes: SaxesTagNS['attributes'];
  readonly children: XmlNode[];
  /** All text in the element, including the elements inside it. */
  text: string;
}

/** The number of elements around an item: `rss` and `channel`. `readWxr` reads texts on three levels below them. */
const CHANNEL_DEPTH = 2;

/** Names a tag with the usual prefix of its namespace. The address of the namespace differs between versions. */
function nameTag({ uri, prefix, local }: SaxesTagNS): string {
  const path = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/(.*)$/.exec(uri)?.[1];
  if (path !== undefined) return `${path.startsWith('excerpt') ? 'excerpt' : 'wp'}:${local}`;
  return prefix ? `${prefix}:${local}` : local;
}

function storeNode(node: XmlNode, { channel, items, authors, categories }: WxrExport): void {
  const lists: Record<string, WxrElement[]> = { item: items, 'wp:author': authors, 'wp:category': categories };
  const list = lists[node.name];
  if (list) {
    list.push(toElement(node.children));
  } else if (!channel.fields.has(node.name)) {
    channel.fields.set(node.name, node.text.trim());
  }
}

function toElement(children: readonly XmlNode[]): WxrElement {
  const element: WxrElement = { fields: new Map(), terms: [], meta: new Map() };
  for (const child of children) {
    if (child.name === 'category') {
      const { domain, nicename } = child.attributes;
      element.terms.push({ domain: domain?.value, nicename: nicename?.value, name: child.text.trim() });
    } else if (child.name === 'wp:postmeta') {
      const { fields } = toElement(child.children);
      element.meta.set(fields.get('wp:meta_key') ?? '', fields.get('wp:meta_value') ?? '');
    } else if (!element.fields.has(child.name)) {
      element.fields.set(child.name, child.text.trim());
    }
  }
  return element;
}
