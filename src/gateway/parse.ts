import { type DocumentNode, Lexer, type ParseOptions, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { codedError } from '../errors.js';

/** The most tokens of a document: names, numbers, texts and punctuation. An article page has about 450. */
const MAX_TOKENS = 2000;
/** The most brackets of a document that are open at once. A selection of 14 levels has about as many. */
const MAX_NESTING = 100;
/** The most selections of one name. Validation compares those of a name with each other. */
const MAX_REPEATS = 150;
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
  const open = { all: 0, parentheses: 0 };
  const repeats = new Map<string, number>();
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
    if (tokens >= MAX_TOKENS) return `has more than ${MAX_TOKENS} tokens, which is the most: ask in several operations`;
    const { kind, value } = lexer.token;
    open.all += STEPS.get(kind) ?? 0;
    if (kind === TokenKind.PAREN_L || kind === TokenKind.PAREN_R) open.parentheses += STEPS.get(kind) ?? 0;
    if (open.all > MAX_NESTING) return `is nested more than ${MAX_NESTING} levels deep: ask in two steps`;
    // Names within parentheses are those of arguments and variables; after a colon there is the field of an alias.
    if (kind !== TokenKind.NAME || open.parentheses > 0 || lexer.lastToken.kind === TokenKind.COLON) continue;
    const count = (repeats.get(value) ?? 0) + 1;
    if (count > MAX_REPEATS)
      return `selects ${value.slice(0, 100)} more than ${MAX_REPEATS} times: ask in several operations`;
    repeats.set(value, count);
  }
  return undefined;
}

/** What a bracket does to the number of those that are open. */
const STEPS = new Map<TokenKind, number>([
  [TokenKind.BRACE_L, 1],
  [TokenKind.BRACKET_L, 1],
  [TokenKind.PAREN_L, 1],
  [TokenKind.BRACE_R, -1],
  [TokenKind.BRACKET_R, -1],
  [TokenKind.PAREN_R, -1],
]);

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
