import { toFeedDraft } from './feed/draft.js';
import { type ParsedFeed, parseFeedText } from './feed/parse.js';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  type SourceFile,
  UnreadableDocument,
} from './format.js';
import { decodeXml } from './text/decode.js';

/** RSS, RDF, Atom and JSON Feed: a draft for each entry. */
export const feedFormat: ImportFormat = {
  name: 'feed',
  description: 'Feeds: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed',
  extensions: ['.rss', '.xml', '.atom', '.rdf', '.json'],
  read: readFeed,
};

const LARGEST_FEED = 50 * 1024 * 1024;

async function* readFeed(file: SourceFile, { timeZone }: ImportOptions): AsyncGenerator<ParsedDocument> {
  if (file.size > LARGEST_FEED) {
    const size = Math.ceil(file.size / (1024 * 1024));
    throw new UnreadableDocument(`${size} MB, and a feed may have 50: split it, or convert it to \`jsonl\`.`);
  }
  const text = decodeXml(await file.bytes());
  if (text.trim() === '') {
    throw new UnreadableDocument('The file is empty. An RSS, Atom or RDF feed or a JSON Feed was expected.');
  }
  const feed = parseFeedText(text);
  const seen = new Map<string, Seen>();
  for (const [index, item] of feed.items.entries()) {
    const place = `item ${index + 1}`;
    yield refuseRepeated(
      readItem(() => toFeedDraft(item, feed.home, timeZone), place),
      place,
      seen,
    );
  }
  yield* reportUnread(feed);
}

function readItem(toDraft: () => ReturnType<typeof toFeedDraft>, place: string): ParsedDocument {
  try {
    return { kind: 'draft', draft: toDraft(), place };
  } catch (error) {
    if (error instanceof UnreadableDocument) {
      return { kind: 'failed', reason: error.message, place };
    }
    throw error;
  }
}

interface Seen {
  readonly place: string;
  readonly url: string | undefined;
}

/** Feeds begin with the newest: what has the id of an entry before it would overwrite that with an older version. */
function refuseRepeated(document: ParsedDocument, place: string, seen: Map<string, Seen>): ParsedDocument {
  if (document.kind !== 'draft') {
    return document;
  }
  const { sourceId, sourceUrl: url } = document.draft;
  const first = seen.get(sourceId);
  if (first === undefined) {
    seen.set(sourceId, { place, url });
    return document;
  }
  // Some feeds give every entry one id, by mistake: then the links tell them apart.
  if (url !== undefined && url !== first.url && !seen.has(url)) {
    seen.set(url, { place, url });
    return { ...document, draft: { ...document.draft, sourceId: url } };
  }
  return { kind: 'skipped', reason: `It has the id of ${first.place}.`, place };
}

/** The parser leaves out entries that hold nothing, without a word. */
function* reportUnread({ items, count }: ParsedFeed): Generator<ParsedDocument> {
  const missing = count - items.length;
  if (missing > 0) {
    yield { kind: 'failed', reason: `${missing} of the feed's ${count} items hold nothing that can be read.` };
  }
}
