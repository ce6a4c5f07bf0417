import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The most memory that the documents of subscriptions are kept in, in bytes. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** Without locations a parsed document takes at most 42 bytes of memory for each character of its text, as measured. */
const BYTES_PER_CHARACTER = 48;

/**
 * Parses the texts of subscriptions to execute them. The text is kept for as long as it is followed, and what is parsed only
 * where there is room: an address may follow hundreds of texts, and a dense one takes forty times its length.
 */
export function createLiveDocuments(): (text: string) => DocumentNode {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (_document, text) => Math.max(1, text.length * BYTES_PER_CHARACTER),
  });
  return (text) => {
    const kept = known.get(text);
    if (kept) return kept;
    const document = parse(text, { noLocation: true });
    known.set(text, document);
    return document;
  };
}
