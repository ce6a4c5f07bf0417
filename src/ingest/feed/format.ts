import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { decodeXml } from '../text/decode.js';
import { toFeedDraft } from './draft.js';
import { parseFeedText } from './parse.js';

/** The formats RSS, RDF, Atom and JSON Feed. Each entry becomes a draft. */
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
  const { count, home, items } = parseFeedText(text);
  const seen: SeenEntries = new Map();
  for (const [index, item] of items.entries()) {
    const document = tryDocument(() => ({ kind: 'draft', draft: toFeedDraft(item, home, timeZone) }));
    yield refuseRepeated(document, `item ${index + 1}`, seen);
  }
  // The parser leaves out empty entries without an error, so they are reported here.
  if (count > items.length) {
    yield {
      kind: 'failed',
      reason: `${count - items.length} of the feed's ${count} items hold nothing that can be read.`,
    };
  }
}

/** The entries that were read, by their ids. */
type SeenEntries = Map<string, { readonly place: string; readonly url: string | undefined }>;

/** Skips an entry with the id of an earlier entry. Feeds begin with the newest entries, so the later one is an older version. */
function refuseRepeated(document: ParsedDocument, place: string, seen: SeenEntries): ParsedDocument {
  if (document.kind !== 'draft') return { ...document, place };
  const { sourceId, sourceUrl: url } = document.draft;
  const first = seen.get(sourceId);
  if (first === undefined) {
    seen.set(sourceId, { place, url });
    return { ...document, place };
  }
  // Some feeds give all entries the same id by mistake. Their links then serve as ids.
  if (url !== undefined && url !== first.url && !seen.has(url)) {
    seen.set(url, { place, url });
    return { ...document, place, draft: { ...document.draft, sourceId: url } };
  }
  return { kind: 'skipped', reason: `It has the id of ${first.place}.`, place };
}
