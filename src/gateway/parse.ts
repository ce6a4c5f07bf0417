import { type DocumentNode, Lexer, type ParseOptions, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { codedError } from '../errors.js';

/** The most tokens of a document: names, numbers, texts and punctuation. An article page has about 450. */
const MAX_TOKENS = 2000;
/** The most brackets of a document that are open at once. A selection of 14 levels has about as many. */
const MAX_NESTING = 100;
/** The most memory that parsed documents are kept in, in bytes, and the most that one of them may take to be kept. */
const CACHE_BYTES = 16 * 1024 * 1024;
const LARGEST_CACHED_BYTES = 2 * 1024 * 1024;
/** A parsed document takes 60 to 125 bytes of memory for each character of its text, as measured. */
const BYTES_PER_CHARACTER = 128;

/** Refuses documents that are too long or nest too deep before they are parsed: parsing and validation are recursive. */
export function useBoundedParser(): Plugin {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source: string | Source, options?: ParseOptions) => {
        const problem = findExcess(new Lexer(typeof source === 'string' ? new Source(source) : source));
        if (problem) throw codedError('LIMIT_EXCEEDED', `The document ${problem}.`, { http: { status: 400 } });
        return parse(source, options);
      });
    },
  };
}

/** Fails with a syntax error for what is no token. */
function findExcess(lexer: Lexer): string | undefined {
  let nesting = 0;
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
    if (tokens >= MAX_TOKENS) return `has more than ${MAX_TOKENS} tokens, which is the most: ask in several operations`;
    if (OPENING.has(lexer.token.kind)) nesting += 1;
    if (CLOSING.has(lexer.token.kind)) nesting -= 1;
    if (nesting > MAX_NESTING) return `is nested more than ${MAX_NESTING} levels deep: ask in two steps`;
  }
  return undefined;
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Keeps parsed documents by the memory that they take. Large ones are parsed each time. */
export function createDocumentCache() {
  return new LRUCache<string, DocumentNode>({
    maxSize: CACHE_BYTES,
    maxEntrySize: LARGEST_CACHED_BYTES,
    sizeCalculation: (_document, text) => Math.max(1, text.length * BYTES_PER_CHARACTER),
  });
}

/** Keeps no document that can't be parsed: each would hold its whole text. */
export const NO_CACHE = { get: () => undefined, set: () => {} };
