import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import type { SaxesTagNS } from 'saxes';
import {
  type ImportFormat,
  type ParsedDocument,
  refuseOver,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { decodeXml } from '../text/decode.js';
import { describeJsonError, parseJson } from '../text/json.js';
import { toFeedDraft } from './draft.js';
import { chooseLink, readAtomItems, readJsonItems, readRdfItems, readRssItems } from './entries.js';
import { escapeBareAmpersands, readXml } from './xml.js';

/** The formats RSS, RDF, Atom and JSON Feed. Each entry becomes a draft. */
export const feedFormat: ImportFormat = {
  extensions: ['.rss', '.xml', '.atom', '.rdf', '.json'],
  read: async function* readFeed(file, { timeZone }) {
    refuseOver(MAX_MEGABYTES, file, 'split the feed, or convert it to `jsonl`.');
    const text = decodeXml(await file.bytes());
    if (text.trim() === '') throw new UnreadableDocument(`The file is empty. ${EXPECTED}`);
    const { count, home, items } = parseFeedText(text);
    const seen: SeenEntries = new Map();
    for (const [index, item] of items.entries()) {
      const document = tryDocument(() => ({ kind: 'draft', draft: toFeedDraft(item, home, timeZone) }));
      yield refuseRepeated(document, `item ${index + 1}`, seen);
    }
    // The parser leaves out empty entries without an error, so they are reported here.
    const empty = count - items.length;
    const reason = `${empty} of the feed's ${count} items hold nothing that can be read.`;
    if (empty > 0) yield { kind: 'failed', reason };
  },
};

const MAX_MEGABYTES = 20;
const EXPECTED = 'An RSS, Atom or RDF feed or a JSON Feed was expected.';

type SeenEntries = Map<string, { readonly place: string; readonly url: string | undefined; readonly time: number }>;

/** Skips an entry with the id of an earlier entry, unless it is newer. Without times, the earlier one counts as newer. */
function refuseRepeated(document: ParsedDocument, place: string, seen: SeenEntries): ParsedDocument {
  if (document.kind !== 'draft') return { ...document, place };
  const { sourceId, sourceUpdatedAt, sourceUrl: url } = document.draft;
  const time = new Date(sourceUpdatedAt ?? 0).getTime();
  const first = seen.get(sourceId);
  // Some feeds give all entries the same id by mistake. Their links then serve as ids.
  const isMistake = first !== undefined && url !== undefined && url !== first.url && !seen.has(url);
  if (first && !isMistake && time <= first.time)
    return { kind: 'skipped', reason: `It has the id of ${first.place}.`, place };
  const id = isMistake ? url : sourceId;
  seen.set(id, { place, url, time });
  return { ...document, place, draft: { ...document.draft, sourceId: id } };
}

/** Reads a feed of any kind. `home` is the site's address. `count` is the number of entries, with empty entries. */
function parseFeedText(text: string) {
  return /^\s*[{[]/.test(text) ? parseJsonText(text) : parseXml(escapeBareAmpersands(text));
}

function parseJsonText(text: string) {
  const json = parseJson(text);
  if (!json.ok)
    throw new UnreadableDocument(`Not valid JSON: ${describeJsonError(text, json)}; cut short? ${EXPECTED}`);
  const feed = parseWith(parseJsonFeed, json.value);
  return { items: readJsonItems(feed), home: feed.home_page_url ?? feed.feed_url, count: feed.items?.length ?? 0 };
}

function parseXml(text: string) {
  const { contents, count, isWordPress, root } = readOutline(text);
  if (isWordPress) throw new UnreadableDocument('A WordPress export, not a feed: import it with the format `wxr`.');
  // The table of contents of an RDF feed is cut out. With the table, the parser (Feedsmith) drops entries that are not
  // in the table, and takes quadratic time to find the other entries.
  const document = contents ? text.slice(0, contents.start) + contents.closing + text.slice(contents.end) : text;
  if (root === 'rss') {
    const feed = parseWith(parseRssFeed, document);
    return { items: readRssItems(feed), home: feed.link, count };
  }
  if (root === 'rdf') {
    const feed = parseWith(parseRdfFeed, document);
    return { items: readRdfItems(feed), home: feed.link, count };
  }
  const feed = parseWith(parseAtomFeed, document);
  return { items: readAtomItems(feed), home: chooseLink(feed.links), count };
}

interface Outline {
  root: 'rss' | 'rdf' | 'feed' | undefined;
  count: number;
  isWordPress: boolean;
  contents?: { start: number; end: number; closing: string };
}

/** Reads the whole file once, so that an incomplete file is refused before any of its entries is imported. */
function readOutline(text: string): Outline {
  const outline: Outline = { root: undefined, count: 0, isWordPress: false };
  const path: string[] = [];
  let contentsStart = 0;
  readXml(text, {
    onOpen: (tag, position) => {
      const name = tag.local.toLowerCase();
      outline.root ??= readRoot(tag);
      outline.isWordPress ||= tag.prefix === 'wp' && (tag.local === 'wxr_version' || tag.local === 'post_type');
      outline.count += isEntry(name, path) ? 1 : 0;
      path.push(name);
      contentsStart = isTableOfContents(path) ? position : contentsStart;
    },
    onClose: (tag, position) => {
      if (isTableOfContents(path)) {
        outline.contents = { start: contentsStart, end: position, closing: tag.isSelfClosing ? '' : `</${tag.name}>` };
      }
      path.pop();
    },
  });
  return outline;
}

/** Recognises a feed by its first element. For a web page, this error helps more than an XML error. */
function readRoot(tag: SaxesTagNS): Outline['root'] {
  const root = tag.local.toLowerCase();
  if (root === 'rss' || root === 'rdf' || root === 'feed') return root;
  throw new UnreadableDocument(`Not a feed: its first element is <${tag.name}>. ${EXPECTED}`);
}

function isEntry(name: string, path: readonly string[]): boolean {
  return path.length <= 2 && /^(?:(?:channel|rss|rdf)\/item|feed\/entry)$/.test(`${path.at(-1)}/${name}`);
}

function isTableOfContents(path: readonly string[]): boolean {
  return path.join('/') === 'rdf/channel/items';
}

function parseWith<Input, Feed>(parse: (input: Input) => Feed, input: Input): Feed {
  try {
    return parse(input);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new UnreadableDocument(`Not a readable feed (${reason.slice(0, 200)}). ${EXPECTED}`);
  }
}
