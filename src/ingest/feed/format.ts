import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  tryDocument,
  UnreadableDocument,
} from '../document/format.js';
import { decodeXml } from '../text/decode.js';
import { toFeedDraft } from './draft.js';
import { type ParsedFeed, parseFeedText } from './parse.js';

/** RSS, RDF, Atom and JSON Feed: a draft for each entry. */
export const feedFormat: ImportFormat = {
  extensions: ['.rss', '.xml', '.atom', '.rdf', '.json'],
  read: readFeed,
};

const MAX_MEGABYTES = 20;

async function* readFeed(file: SourceFile, { timeZone }: ImportOptions): AsyncGenerator<ParsedDocument> {
  refuseOver(MAX_MEGABYTES, file, 'split the feed, or convert it to `jsonl`.');
  const text = decodeXml(await file.bytes());
  if (text.trim() === '') {
    throw new UnreadableDocument('The file is empty. An RSS, Atom or RDF feed or a JSON Feed was expected.');
  }
  const feed = parseFeedText(text);
  const seen = new Map<string, Seen>();
  for (const [index, item] of feed.items.entries()) {
    const place = `item ${index + 1}`;
    const document = tryDocument(() => ({ kind: 'draft', draft: toFeedDraft(item, feed.home, timeZone) }));
    yield refuseRepeated({ ...document, place }, place, seen);
  }
  yield* reportUnread(feed);
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
