import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { builder } from '../graphql/builder.js';
import { ImageInput, readAddress, readImage } from '../image/image-input.js';
import { type ContentType, TYPE_NAMES } from '../item/kind-names.js';
import { readBetween, readEach, readId, readLine, readRequired, readText } from '../writing/fields.js';
import { invalid, notFound } from '../writing/user-faults.js';
import type { Block } from './blocks.js';
import { findActiveHtml, sanitizeInline } from './inline-html.js';

/** The most blocks of a body. A long live report has some hundreds, and an update sends all of them. */
export const MOST_BLOCKS = 2000;
/** The most items of a list. A long ranking is one list. */
const MOST_LIST_ITEMS = 500;
const LONGEST_PARAGRAPH = 50_000;
const LONGEST_TEXT = 10_000;
const LONGEST_LINE = 500;

const ParagraphBlockInput = builder.inputType('ParagraphBlockInput', {
  description: 'A paragraph.',
  fields: (t) => ({
    html: t.string({
      required: true,
      description:
        'HTML with inline marks: a, strong, em, u, s, sub, sup, code, mark, br. Of other tags, only the text is kept. HTML that could run code is refused.',
      longest: LONGEST_PARAGRAPH,
    }),
  }),
});
const HeadingBlockInput = builder.inputType('HeadingBlockInput', {
  description: 'A heading between paragraphs.',
  fields: (t) => ({
    level: t.int({ required: true, description: '2 to 6: the headline is level 1.' }),
    text: t.string({ required: true, description: 'The heading, plain text.', longest: LONGEST_LINE }),
  }),
});
const QuoteBlockInput = builder.inputType('QuoteBlockInput', {
  description: 'A quotation in a block of its own.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'What was said, plain text.', longest: LONGEST_TEXT }),
    attribution: t.string({ description: 'Who said it.', longest: LONGEST_LINE }),
  }),
});
const ListBlockInput = builder.inputType('ListBlockInput', {
  description: 'A list.',
  fields: (t) => ({
    ordered: t.boolean({ required: true, description: 'True if the items are numbered.' }),
    listItems: t.stringList({
      required: true,
      description: 'The items, plain text.',
      most: MOST_LIST_ITEMS,
      longest: LONGEST_TEXT,
    }),
  }),
});
const EmbedBlockInput = builder.inputType('EmbedBlockInput', {
  description: 'Content of another service, such as a post, a player or a map.',
  fields: (t) => ({
    provider: t.string({ description: 'The service in lower case, such as `youtube`.', longest: 50 }),
    url: t.field({ type: 'URL', required: true, description: 'The address at the service, http or https.' }),
  }),
});
const RelatedNewsBlockInput = builder.inputType('RelatedNewsBlockInput', {
  description: 'Links to other items, at this place in the body.',
  fields: (t) => ({
    title: t.string({ description: 'The heading over the links.', longest: LONGEST_LINE }),
    items: t.idList({ required: true, description: 'Global ids of items of any kind, in order.' }),
  }),
});
const ArticleLinkBlockInput = builder.inputType('ArticleLinkBlockInput', {
  description: 'A line that leads to another article: `Read more: …`.',
  fields: (t) => ({
    prefix: t.string({ description: 'The words before the headline, such as `Read more`.', longest: 200 }),
    article: t.id({ required: true, description: 'Global id of the article.' }),
  }),
});

export const BlockInput = builder.inputType('BlockInput', {
  description: 'One block of a body. Give exactly one field. The name of the field is the kind of the block.',
  isOneOf: true,
  fields: (t) => ({
    paragraph: t.field({ type: ParagraphBlockInput, description: 'A paragraph.' }),
    heading: t.field({ type: HeadingBlockInput, description: 'A heading between paragraphs.' }),
    quote: t.field({ type: QuoteBlockInput, description: 'A quotation in a block of its own.' }),
    list: t.field({ type: ListBlockInput, description: 'A list.' }),
    image: t.field({ type: ImageInput, description: 'A picture.' }),
    embed: t.field({ type: EmbedBlockInput, description: 'Content of another service.' }),
    relatedNews: t.field({
      type: RelatedNewsBlockInput,
      description: 'Links to other items, at this place in the body.',
    }),
    articleLink: t.field({ type: ArticleLinkBlockInput, description: 'A line that leads to another article.' }),
  }),
});
type BlockFields = typeof BlockInput.$inferInput;

/** Turns the blocks of an input into a body. Afterwards, `checkItems` must check that the items in the body exist. */
export const readBlocks = readEach(readBlock);

function readBlock(field: string, block: BlockFields): Block {
  const { articleLink, embed, heading, image, list, paragraph, quote, relatedNews } = block;
  if (paragraph) return { type: 'paragraph', html: readHtml(`${field}.paragraph.html`, paragraph.html) };
  if (heading) {
    const level = readLevel(`${field}.heading.level`, heading.level);
    return { type: 'heading', level, text: readLine(`${field}.heading.text`, heading.text) };
  }
  if (quote) {
    const text = readRequired(`${field}.quote.text`, quote.text);
    return { type: 'quote', text, attribution: readText(quote.attribution) ?? undefined };
  }
  if (list) return { type: 'list', ...list, listItems: list.listItems.map((item) => readText(item) ?? '') };
  if (image) return { type: 'image', image: readImage(`${field}.image`, image) };
  if (embed) {
    const provider = readText(embed.provider)?.toLowerCase();
    return { type: 'embed', provider, url: readAddress(`${field}.embed.url`, embed.url) };
  }
  if (relatedNews) {
    const items = readIds(`${field}.relatedNews.items`, relatedNews.items);
    return { type: 'relatedNews', title: readText(relatedNews.title) ?? undefined, items };
  }
  if (articleLink) {
    const article = readId(`${field}.articleLink.article`, articleLink.article, ['Article']);
    return { type: 'articleLink', prefix: readText(articleLink.prefix) ?? undefined, article };
  }
  throw invalid(field, 'must be one block');
}

const readLevel = readBetween(2, 6);
const readIds = readEach((field, id: string) => readId(field, id, TYPE_NAMES));

function readHtml(field: string, html: string): string {
  const active = findActiveHtml(html);
  if (active !== undefined) throw invalid(field, `must not have ${active}: text and inline marks only`);
  return sanitizeInline(html);
}

/** Refuses an item whose body names missing items, or whose related items are not articles. */
export async function checkItems(
  db: Database,
  item: { readonly body: readonly Block[]; readonly related: readonly number[] },
): Promise<void> {
  const related = item.related.map((id, place) => ({ field: `related.${place}`, id, isArticle: true }));
  const named = [...related, ...item.body.flatMap(listNamed)];
  const ids = named.map(({ id }) => id);
  const types = await findTypes(db, ids);
  for (const { field, id, isArticle } of named) {
    const type = types.get(id);
    if (type === undefined || (isArticle && type !== 'ARTICLE')) throw notFound(field, 'there is no such item');
  }
}

/** Reads the body of something that is not an item, such as a static page. The items in the body must exist. */
export async function readBody(db: Database, blocks: Parameters<typeof readBlocks>[1]): Promise<Block[]> {
  const body = readBlocks('body', blocks);
  await checkItems(db, { body, related: [] });
  return body;
}

/** Lists the items that a block refers to, each with its field. `isArticle` is true if the item must be an article. */
function listNamed(block: Block, index: number) {
  const field = `body.${index}.${block.type}`;
  if (block.type === 'articleLink') return [{ field: `${field}.article`, id: block.article, isArticle: true }];
  if (block.type !== 'relatedNews') return [];
  return block.items.map((id, place) => ({ field: `${field}.items.${place}`, id, isArticle: false }));
}

async function findTypes(db: Database, ids: readonly number[]): Promise<Map<number, ContentType>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; type: ContentType }>(
    sql`select id, type from content_items where id = any(${sql.param(ids)}::bigint[])`,
  );
  return new Map(rows.map(({ id, type }) => [Number(id), type]));
}
