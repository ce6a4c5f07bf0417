import type { Heading, RootContent } from 'mdast';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { parseTime } from '../text/time.js';
import type { MarkdownBody } from './body.js';
import { toPlainText } from './inline.js';

type Posts = NonNullable<ContentDraftInput['posts']>;

/** The heading of a post: `## 2026-03-23 09:41, key event, pinned: The ferry sails`. */
const DATED = /^(?=\d{4}-\d{2}-\d{2})((?:[^:,]|:(?=\d\d))+)((?:, ?(?:key event|pinned))*)(?:: ?(.*))?$/s;

/**
 * Reads the posts of a live blog. A post begins with a heading of the second level that states its time, and ends before
 * the next such heading. The text before the first post is the body.
 */
export function readPosts(
  { nodes, toBlocks }: MarkdownBody,
  timeZone: string,
  lineOf: (node: RootContent) => number,
): Required<Pick<ContentDraftInput, 'body' | 'posts'>> {
  const starts = nodes.flatMap((node, index) => (isPostHeading(node) ? [{ node, index }] : []));
  const ids = new Set<string>();
  const posts = starts.map(({ index, node }, number): Posts[number] => {
    const head = readHead(node, timeZone, lineOf(node));
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

function readHead(node: Heading, timeZone: string, line: number) {
  const text = toPlainText([node]);
  const [, time = text, marks = '', title = ''] = DATED.exec(text) ?? [];
  const publishedAt = parseTime(time, timeZone);
  if (!publishedAt) {
    const advice = 'write it as "## 2026-03-23 09:41: What happened", with ", key event" or ", pinned" behind the time';
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
