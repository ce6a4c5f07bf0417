import {
  type DocumentNode,
  GraphQLError,
  Lexer,
  type ParseOptions,
  parse,
  Source,
  specifiedRules,
  TokenKind,
  type ValidationRule,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../errors.js';
import { findUnstorable } from '../ingest/text/storable.js';
import { schema } from '../schema/schema.js';

/** The most tokens of a document: names, numbers, texts and punctuation. An article page's query has about 450. */
const MAX_TOKENS = 2000;
/** The most brackets that may be open at once. Fields may only be 14 levels deep, but their arguments have brackets too. */
const MAX_NESTING = 100;
/** The most selections of the same name or alias. Validation compares all pairs of these, in quadratic time. */
const MAX_REPEATS = 150;
/** The size of the cache of parsed documents, in bytes of memory. */
const CACHE_BYTES = 16 * 1024 * 1024;
/** The most bytes of memory of one document in the cache. Larger documents are parsed each time. */
const LARGEST_CACHED_BYTES = 2 * 1024 * 1024;
/** The bytes of memory for each character of a parsed text. The highest measured values were 125, and 42 without locations. */
const BYTES_PER_CHARACTER = 128;
const BYTES_WITHOUT_LOCATION = 48;

/** Returns a function that parses documents and caches them. */
export function createDocuments(maxBytes = CACHE_BYTES, { noLocation = false }: ParseOptions = {}) {
  const bytesPerCharacter = noLocation ? BYTES_WITHOUT_LOCATION : BYTES_PER_CHARACTER;
  const cache = new LRUCache<string, DocumentNode>({
    maxSize: maxBytes,
    maxEntrySize: LARGEST_CACHED_BYTES,
    sizeCalculation: (_document, text) => Math.max(1, text.length * bytesPerCharacter),
  });
  return (text: string): DocumentNode => {
    const known = cache.get(text);
    if (known) return known;
    const document = readText(() => parse(text, { noLocation }));
    cache.set(text, document);
    return document;
  };
}

/** Refuses a document that is too long, or nested so deep that the recursive parsing would exceed the stack. */
export function findLongDocument(text: string): GraphQLError | undefined {
  const problem = readText(() => findExcess(new Lexer(new Source(text))));
  if (problem === undefined) return undefined;
  return codedError('LIMIT_EXCEEDED', `The document ${problem}.`, { http: { status: 400 } });
}

/** Runs `read`. If the text can't be parsed, sets the code of the error. */
function readText<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw asFault(error, 'GRAPHQL_PARSE_FAILED');
  }
}

/** Describes the first limit that a document exceeds. Throws a syntax error if a part of the text is not a token. */
function findExcess(lexer: Lexer): string | undefined {
  const open = { all: 0, parentheses: 0 };
  const repeats = new Map<string, number>();
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
    if (tokens >= MAX_TOKENS) return `has more than ${MAX_TOKENS} tokens: ask in several operations`;
    const { kind, value } = lexer.token;
    open.all += STEPS.get(kind) ?? 0;
    if (kind === TokenKind.PAREN_L || kind === TokenKind.PAREN_R) open.parentheses += STEPS.get(kind) ?? 0;
    if (open.all > MAX_NESTING) return `is nested more than ${MAX_NESTING} levels deep: ask in two steps`;
    // Not counted: names of arguments and variables, which are in parentheses, and names after an alias and a colon.
    if (kind !== TokenKind.NAME || open.parentheses > 0 || lexer.lastToken.kind === TokenKind.COLON) continue;
    const count = (repeats.get(value) ?? 0) + 1;
    if (count > MAX_REPEATS)
      return `has the name ${value.slice(0, 100)} more than ${MAX_REPEATS} times: ask in several operations`;
    repeats.set(value, count);
  }
  return undefined;
}

/** How each kind of bracket changes the number of open brackets. */
const STEPS = new Map<TokenKind, number>([
  [TokenKind.BRACE_L, 1],
  [TokenKind.BRACKET_L, 1],
  [TokenKind.PAREN_L, 1],
  [TokenKind.BRACE_R, -1],
  [TokenKind.BRACKET_R, -1],
  [TokenKind.PAREN_R, -1],
]);

/** The documents that passed validation. The faults of invalid documents are not cached, because faults may be long. */
const valid = new WeakSet<DocumentNode>();

/** Validates a document against the schema, and returns its faults. */
export function findFaults(document: DocumentNode): readonly GraphQLError[] {
  if (valid.has(document)) return [];
  const faults = validate(schema, document, [...specifiedRules, checkLiterals]);
  if (faults.length === 0) valid.add(document);
  return faults.map((fault) => asFault(fault, 'GRAPHQL_VALIDATION_FAILED'));
}

/** Refuses a document with a string that PostgreSQL can't store. `checks.ts` has the same rule for variables. */
const checkLiterals: ValidationRule = (context) => ({
  StringValue: (node) => {
    const fault = findUnstorable(node.value);
    if (!fault) return;
    const extensions = { code: 'BAD_USER_INPUT' };
    context.reportError(new GraphQLError(`A string ${fault.problem}.`, { nodes: node, extensions }));
  },
});

/** Sets code and status. `spec` makes Yoga send 200 for `application/json`, as "GraphQL over HTTP" demands. */
function asFault<Fault>(error: Fault, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): Fault {
  if (!(error instanceof GraphQLError)) return error;
  error.extensions.code ??= code;
  error.extensions.http ??= { spec: true, status: 400 };
  return error;
}
