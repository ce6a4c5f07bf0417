import type { Definition, Nodes, PhrasingContent } from 'mdast';
import { resolveUrl } from '../body/dom.js';
import { escapeText } from '../body/text.js';

export interface Addresses {
  /** The addresses of references, by id: `[the report][1]` refers to the line `[1]: https://…`. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The document's own address. Relative addresses are resolved against it. */
  readonly baseUrl: string | undefined;
}

/** Turns inline nodes into inline HTML. HTML within the Markdown stays as it is, because the store sanitises it later. */
export function toInlineHtml(nodes: readonly PhrasingContent[], addresses: Addresses): string {
  return nodes.map((node) => inlineHtml(node, addresses)).join('');
}

/** Returns the text that a reader sees in nodes, on one line. */
export function toPlainText(nodes: readonly Nodes[]): string {
  return nodes.map(plainOf).join('').replace(/\s+/g, ' ').trim();
}

/** Template tags of Hugo (`{{< ref >}}`) and Liquid (`{% include %}`). Imports drop these tags and run no templates. */
const TEMPLATE_TAG = /\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}/g;

/** Inline tags of HTML, which may stay in a paragraph. HTML with other tags is read by the reader of HTML bodies. */
export const INLINE_TAG =
  /^<\/?(?:a|abbr|b|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|u)(?=[\s/>])/i;

const MARKS = { emphasis: 'em', strong: 'strong', delete: 's' } as const;

function inlineHtml(node: PhrasingContent, addresses: Addresses): string {
  switch (node.type) {
    case 'text':
      return escapeText(node.value.replace(TEMPLATE_TAG, '').replace(/\s+/g, ' '));
    case 'inlineCode':
      return `<code>${escapeText(node.value)}</code>`;
    case 'break':
      return '<br />';
    case 'html':
      return node.value;
    case 'emphasis':
    case 'strong':
    case 'delete':
      return `<${MARKS[node.type]}>${toInlineHtml(node.children, addresses)}</${MARKS[node.type]}>`;
    case 'link':
      return link(node.url, node.children, addresses);
    case 'linkReference':
      return link(addresses.definitions.get(node.identifier)?.url ?? '', node.children, addresses);
    case 'footnoteReference':
      return `<sup>${escapeText(node.label ?? node.identifier)}</sup>`;
    default:
      return '';
  }
}

function link(address: string, children: readonly PhrasingContent[], addresses: Addresses): string {
  const html = toInlineHtml(children, addresses);
  const isRelative = !/^[a-z][a-z\d+.-]*:/i.test(address);
  const url = isRelative && addresses.baseUrl !== undefined ? resolveUrl(address, addresses.baseUrl) : address;
  return url ? `<a href="${escapeText(url).replaceAll('"', '&quot;')}">${html}</a>` : html;
}

function plainOf(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(TEMPLATE_TAG, '');
  if (node.type === 'inlineCode' || node.type === 'code') return node.value;
  if (node.type === 'break') return ' ';
  return 'children' in node ? node.children.map(plainOf).join('') : '';
}
