import type { Blockquote, PhrasingContent, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import { textsOf } from '../body/text.js';
import { toPlainText } from './inline.js';

/** A dash before a name: `> — Ann Lee, ferry captain` as a quotation's last line. */
const DASH = /^\s*(?:[\u2012-\u2015]|--?)\s*(?=\S)/;

/** A quotation: its text, the name that its last line gives, and the pictures in it. */
export function readQuote(quote: Blockquote, toBlocks: (nodes: readonly RootContent[]) => DraftBlock[]): DraftBlock[] {
  const { attribution, children } = takeAttribution(quote);
  const inner = toBlocks(children);
  const text = inner.flatMap(textsOf).join('\n');
  const media = inner.filter((block) => block.type === 'image' || block.type === 'embed');
  return [...(text ? [{ type: 'quote' as const, text, ...(attribution && { attribution }) }] : []), ...media];
}

function takeAttribution({ children }: Blockquote): { children: RootContent[]; attribution?: string } {
  const last = children.at(-1);
  if (last?.type !== 'paragraph') return { children };
  const { before, line } = splitLastLine(last.children);
  const words = toPlainText(line);
  if (!DASH.test(words) || (children.length === 1 && before.length === 0)) return { children };
  const rest = before.length > 0 ? [{ ...last, children: before }] : [];
  return { children: [...children.slice(0, -1), ...rest], attribution: words.replace(DASH, '') };
}

/** The last line of a paragraph, and what stands before it. */
function splitLastLine(nodes: readonly PhrasingContent[]): { before: PhrasingContent[]; line: PhrasingContent[] } {
  for (const [index, node] of [...nodes.entries()].reverse()) {
    if (node.type === 'break') return { before: nodes.slice(0, index), line: nodes.slice(index + 1) };
    const at = node.type === 'text' ? node.value.lastIndexOf('\n') : -1;
    if (node.type !== 'text' || at < 0) continue;
    const before = { ...node, value: node.value.slice(0, at) };
    return {
      before: [...nodes.slice(0, index), before],
      line: [{ ...node, value: node.value.slice(at + 1) }, ...nodes.slice(index + 1)],
    };
  }
  return { before: [], line: [...nodes] };
}
