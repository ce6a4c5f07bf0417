import { makeUnique, slugify } from '../writing/slug.js';

/** A stored block, or a block of a document. */
type AnyBlock = {
  readonly type: string;
  readonly html?: string;
  readonly text?: string;
  readonly listItems?: readonly string[];
};

/** The words that a reader reads: paragraphs, headings, quotes and lists, as plain text. */
export function bodyText(blocks: readonly AnyBlock[]): string {
  return blocks
    .flatMap((block) => [block.html === undefined ? block.text : htmlText(block.html), ...(block.listItems ?? [])])
    .filter((text) => text !== undefined)
    .join('\n');
}

/** The text of stored inline HTML. It is sanitised, so that each `<` begins a mark and only four entities are left. */
export function htmlText(html: string): string {
  const text = html.replace(/<br[^<>]*>/g, ' ').replace(/<[^<>]*>/g, '');
  return decodeEntities(text);
}

/** Decodes the four entities that sanitised HTML has. */
export function decodeEntities(html: string): string {
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** The anchor of each heading, in order: its text as a slug, numbered where it repeats. */
export function headingAnchors(headings: readonly string[]): string[] {
  const used = new Set<string>();
  return headings.map((text) => {
    const anchor = makeUnique(slugify(text) || 'section', (candidate) => used.has(candidate));
    used.add(anchor);
    return anchor;
  });
}
