import type { Heading, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import { slugify } from '../../writing/slug.js';
import { takeImages, takePlayer, toPlayback } from '../body/player.js';
import { type ContentDraftInput, contentDraftSchema, describeIssues } from '../contract/draft.js';
import { type ImportOptions, type ParsedDocument, UnreadableDocument } from '../contract/format.js';
import { recordSchema } from '../contract/records.js';
import { toWebUrl } from '../text/address.js';
import { parseTime } from '../text/time.js';
import { type MarkdownBody, parseBody } from './body.js';
import { type Fields, readFields } from './fields.js';
import type { MatterAndText } from './front-matter.js';
import { type FileIdentity, identifyFile, readAddress, readIdentity } from './identity.js';
import { toPlainText } from './inline.js';
import { readMainImage } from './picture.js';

/** Turns a file into a draft or a static page. Throws an `UnreadableDocument` that names the field or the line. */
export async function readDocument(
  path: string,
  { firstLine, matter, text }: MatterAndText,
  options: ImportOptions,
): Promise<ParsedDocument> {
  const file = identifyFile(path);
  if (file.isList) return { kind: 'skipped', reason: 'an _index.md file is a list of its folder and not an item' };
  const fields = readFields(matter, file, options.timeZone);
  const sourceUrl = readAddress(fields);
  const { body, headline } = takeTitle(await parseBody(text, sourceUrl), fields);
  const type = readType(fields);
  if (type === 'PAGE') return readPage(fields, file, options, headline, body);
  const isPosts = type === 'LIVE_BLOG' && !('posts' in fields.values);
  const draft = contentDraftSchema.safeParse({
    sourceUrl,
    ...readIdentity(fields, file, options, sourceUrl),
    slug: slugify(file.slug) || undefined,
    language: file.language,
    publishedAt: 'publishedAt' in fields.values ? undefined : readDay(file, options),
    mainImage: readMainImage(fields, sourceUrl),
    ...(isPosts ? readPosts(body, options.timeZone, firstLine) : readKind(type, body.toBlocks(body.nodes), fields)),
    ...fields.values,
    type,
    headline,
    ...(isDraft(fields, file) && { status: 'DRAFT' }),
  });
  if (!draft.success) throw new UnreadableDocument(describeIssues(draft.error.issues));
  return { kind: 'draft', draft: draft.data };
}

/** Finds the title: a field, or else the heading at the start. A heading that is the title is removed from the text. */
function takeTitle(body: MarkdownBody, { values }: Fields): { headline: unknown; body: MarkdownBody } {
  const [first, ...others] = body.nodes;
  const heading = first?.type === 'heading' && first.depth === 1 ? toPlainText([first]) : '';
  const headline = values.headline ?? heading;
  if (headline === '') {
    throw new UnreadableDocument(
      'title: there is none, and the text does not begin with a # heading: add one of them.',
    );
  }
  return { headline, body: heading === headline ? { ...body, nodes: others } : body };
}

function readPage(
  fields: Fields,
  file: FileIdentity,
  { language }: ImportOptions,
  title: unknown,
  body: MarkdownBody,
): ParsedDocument {
  if (isDraft(fields, file)) return { kind: 'skipped', reason: 'the page is a draft: pages can only be public' };
  const page = recordSchema.safeParse({
    record: 'page',
    language: fields.values.language ?? file.language ?? language,
    slug: fields.values.slug ?? slugify(file.slug),
    title,
    position: fields.find('position', 'weight', 'order')?.value,
    body: body.toBlocks(body.nodes),
    sourceUpdatedAt: fields.values.updatedAt,
  });
  if (!page.success) throw new UnreadableDocument(describeIssues(page.error.issues));
  return { kind: 'record', record: page.data };
}

function isDraft({ find }: Fields, file: FileIdentity): boolean {
  return file.isDraft || String(find('draft')?.value) === 'true' || String(find('published')?.value) === 'false';
}

/** Reads the kind of content, or PAGE for a static page. Most types and layouts of site generators count as articles. */
function readType({ find, values }: Fields): unknown {
  if ('type' in values) return values.type;
  const words = [find('type')?.value, find('layout')?.value].map((word) => String(word).toLowerCase());
  if (words.includes('page')) return 'PAGE';
  return words.some((word) => /^live-?blog$/.test(word)) ? 'LIVE_BLOG' : 'ARTICLE';
}

/** Returns the fields of a kind. The pictures of a gallery and the player of a video are removed from the text. */
function readKind(type: unknown, body: DraftBlock[], { find, values }: Fields): Partial<ContentDraftInput> {
  if (type === 'GALLERY' || type === 'INFOGRAPHIC') return takeImages(body);
  if (type !== 'VIDEO' || 'renditions' in values || 'embedUrl' in values) return { body };
  const address = find('video', 'videourl')?.value;
  const url = typeof address === 'string' ? toWebUrl(address) : undefined;
  const player = url === undefined ? takePlayer(body) : { playback: toPlayback(url), body };
  return player ? { ...player.playback, body: player.body } : { body };
}

function readDay({ date }: FileIdentity, { timeZone }: ImportOptions): Date | undefined {
  const day = date === undefined ? undefined : parseTime(date, timeZone);
  if (date !== undefined && day === undefined) {
    throw new UnreadableDocument(`The file's name begins with ${date}, which is not a date: add a field \`date\`.`);
  }
  return day;
}

/** The heading of a post: `## 2026-03-23 09:41, key event, pinned: The ferry sails`. */
const DATED = /^(?=\d{4}-\d{2}-\d{2})((?:[^:,]|:(?=\d\d))+)((?:, ?(?:key event|pinned))*)(?:: ?(.*))?$/s;

/**
 * Reads the posts of a live blog. A post begins with a heading of the second level that states its time, and ends before
 * the next such heading. The text before the first post is the body.
 */
function readPosts({ nodes, toBlocks }: MarkdownBody, timeZone: string, firstLine: number): Partial<ContentDraftInput> {
  const starts = nodes.flatMap((node, index) => (isPostHeading(node) ? [{ node, index }] : []));
  const ids = new Set<string>();
  const posts = starts.map(({ index, node }, number) => {
    const head = readHead(node, timeZone, firstLine);
    // The id of a post is its time and not its number, because another post may be inserted before it later.
    let sourceId = head.publishedAt.toISOString();
    for (let again = 2; ids.has(sourceId); again += 1) sourceId = `${head.publishedAt.toISOString()} ${again}`;
    ids.add(sourceId);
    return { ...head, sourceId, body: toBlocks(nodes.slice(index + 1, starts[number + 1]?.index)) };
  });
  return { body: toBlocks(nodes.slice(0, starts[0]?.index)), posts };
}

function isPostHeading(node: RootContent): node is Heading {
  return node.type === 'heading' && node.depth === 2 && /^\d{4}-\d{2}-\d{2}/.test(toPlainText([node]));
}

function readHead(node: Heading, timeZone: string, firstLine: number) {
  const text = toPlainText([node]);
  const [, time = text, marks = '', title = ''] = DATED.exec(text) ?? [];
  const publishedAt = parseTime(time, timeZone);
  if (!publishedAt) {
    const advice = 'write it as "## 2026-03-23 09:41: What happened", with ", key event" or ", pinned" behind the time';
    const line = firstLine - 1 + (node.position?.start.line ?? 1);
    throw new UnreadableDocument(
      `"${text.slice(0, 60)}" has no time of a post that exists: ${advice}.`,
      `line ${line}`,
    );
  }
  return {
    publishedAt,
    ...(title !== '' && { title }),
    ...(marks.includes('key event') && { isKeyEvent: true }),
    ...(marks.includes('pinned') && { isPinned: true }),
  };
}
