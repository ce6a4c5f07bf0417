import { makeUnique, slugify } from '../writing/slug.js';

type AnyBlock = {
  readonly type: string;
  readonly html?: string;
  readonly text?: string;
  readonly listItems?: readonly string[];
};

/** Returns the paragraphs, headings, quotes and lists of a body as plain text. */
export function bodyText(blocks: readonly AnyBlock[]): string {
  return blocks
    .flatMap((block) => [block.html === undefined ? block.text : htmlText(block.html), ...(block.listItems ?? [])])
    .filter((text) => text !== undefined)
    .join('\n');
}

/** Returns the text of stored inline HTML. The HTML is sanitised, so each `<` begins a tag. */
export function htmlText(html: string): string {
  const text = html.replace(/<br[^<>]*>/g, ' ').replace(/<[^<>]*>/g, '');
  return decodeEntities(text);
}

/** Decodes the four entities that sanitised HTML has. */
export function decodeEntities(html: string): string {
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** Makes an anchor for each heading, in order: the text as a slug, with a number if the slug is used already. */
export function headingAnchors(headings: readonly string[]): string[] {
  const used = new Set<string>();
  return headings.map((text) => {
    const anchor = makeUnique(slugify(text) || 'section', (candidate) => used.has(candidate));
    used.add(anchor);
    return anchor;
  });
}
