import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import type { SaxesTagNS } from 'saxes';
import { UnreadableDocument } from '../document/format.js';
import { describeJsonError, parseJson } from '../text/json.js';
import { chooseLink, readAtomItems } from './atom.js';
import type { FeedItem } from './item.js';
import { readJsonItems } from './json.js';
import { readRdfItems, readRssItems } from './rss.js';
import { escapeBareAmpersands, readXml } from './xml.js';

export interface ParsedFeed {
  readonly items: FeedItem[];
  /** The site's address, to which relative ones belong. */
  readonly home: string | undefined;
  /** How many entries the file has, empty ones too. */
  readonly count: number;
}

/** Reads the text of a feed of any kind: RSS, RDF, Atom or JSON Feed. */
export function parseFeedText(text: string): ParsedFeed {
  return /^\s*[{[]/.test(text) ? parseJsonText(text) : parseXml(escapeBareAmpersands(text));
}

const EXPECTED = 'An RSS, Atom or RDF feed or a JSON Feed was expected.';

function parseJsonText(text: string): ParsedFeed {
  const feed = guard(() => parseJsonFeed(readJson(text)));
  return { items: readJsonItems(feed), home: feed.home_page_url ?? feed.feed_url, count: feed.items?.length ?? 0 };
}

function readJson(text: string): unknown {
  const result = parseJson(text);
  if (result.ok) {
    return result.value;
  }
  throw new UnreadableDocument(`Not valid JSON: ${describeJsonError(text, result)}; cut short? ${EXPECTED}`);
}

function parseXml(text: string): ParsedFeed {
  const outline = readOutline(text);
  if (outline.isWordPress) {
    throw new UnreadableDocument('A WordPress export, not a feed: import it with the format `wxr`.');
  }
  // An RDF feed's table of contents names its entries again. Feedsmith leaves out what it doesn't name, and looks for
  // each name in all entries.
  const { contents, count } = outline;
  const document = contents ? text.slice(0, contents.start) + contents.closing + text.slice(contents.end) : text;
  switch (outline.root) {
    case 'rss': {
      const feed = guard(() => parseRssFeed(document));
      return { items: readRssItems(feed), home: feed.link, count };
    }
    case 'rdf': {
      const feed = guard(() => parseRdfFeed(document));
      return { items: readRdfItems(feed), home: feed.link, count };
    }
    default: {
      const feed = guard(() => parseAtomFeed(document));
      return { items: readAtomItems(feed), home: chooseLink(feed.links), count };
    }
  }
}

interface Outline {
  root: 'rss' | 'rdf' | 'feed' | undefined;
  count: number;
  isWordPress: boolean;
  contents?: { start: number; end: number; closing: string };
}

/** Reads the whole file once, so that one that breaks off at the end is known before anything of it is imported. */
function readOutline(text: string): Outline {
  const outline: Outline = { root: undefined, count: 0, isWordPress: false };
  const path: string[] = [];
  let contentsStart = 0;
  readXml(text, {
    onOpen: (tag, position) => {
      const name = tag.local.toLowerCase();
      outline.root ??= readRoot(tag);
      outline.isWordPress ||= isWordPressMark(tag);
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

/** Says so at the first element, before anything that is wrong further on: most files that are no feed are web pages. */
function readRoot(tag: SaxesTagNS): Outline['root'] {
  const root = tag.local.toLowerCase();
  if (root === 'rss' || root === 'rdf' || root === 'feed') {
    return root;
  }
  throw new UnreadableDocument(`Not a feed: its first element is <${tag.name}>. ${EXPECTED}`);
}

function isWordPressMark(tag: SaxesTagNS): boolean {
  return tag.prefix === 'wp' && (tag.local === 'wxr_version' || tag.local === 'post_type');
}

function isEntry(name: string, path: readonly string[]): boolean {
  const parent = path.at(-1) ?? '';
  return (
    path.length <= 2 &&
    (name === 'item' ? /^(?:channel|rss|rdf)$/ : /^feed$/).test(parent) &&
    /^(?:item|entry)$/.test(name)
  );
}

function isTableOfContents(path: readonly string[]): boolean {
  return path.join('/') === 'rdf/channel/items';
}

function guard<Feed>(parse: () => Feed): Feed {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UnreadableDocument) {
      throw error;
    }
    throw new UnreadableDocument(`Not a readable feed (${describe(error)}). ${EXPECTED}`);
  }
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message.split('\n', 1).join('').slice(0, 200) : String(cause);
}
