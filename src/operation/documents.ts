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

/** The most tokens of a document: names, numbers, texts and punctuation. An article page has about 450. */
const MAX_TOKENS = 2000;
/** The most brackets of a document that are open at once. A selection of 14 levels has about as many. */
const MAX_NESTING = 100;
/** The most selections of one name. Validation compares those of a name with each other. */
const MAX_REPEATS = 150;
/** The most memory that parsed documents are kept in, in bytes, and the most that one of them may take to be kept. */
const CACHE_BYTES = 16 * 1024 * 1024;
const LARGEST_CACHED_BYTES = 2 * 1024 * 1024;
/** Bytes of memory that a parsed document takes for each character of its text, as measured: up to 125, and 42 without locations. */
const BYTES_PER_CHARACTER = 128;
const BYTES_WITHOUT_LOCATION = 48;

interface DocumentOptions extends Pick<ParseOptions, 'noLocation'> {
  readonly maxBytes?: number;
}

/** Parses texts. Documents are kept as long as there is room for them; large ones are parsed each time. */
export function createDocuments({ maxBytes = CACHE_BYTES, noLocation = false }: DocumentOptions = {}) {
  const bytesPerCharacter = noLocation ? BYTES_WITHOUT_LOCATION : BYTES_PER_CHARACTER;
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: maxBytes,
    maxEntrySize: LARGEST_CACHED_BYTES,
    sizeCalculation: (_document, text) => Math.max(1, text.length * bytesPerCharacter),
  });
  return (text: string): DocumentNode => {
    const known = kept.get(text);
    if (known) return known;
    const document = readDocument(text, noLocation);
    kept.set(text, document);
    return document;
  };
}

function readDocument(text: string, noLocation: boolean): DocumentNode {
  try {
    return parse(text, { noLocation });
  } catch (error) {
    throw asFault(error, 'GRAPHQL_PARSE_FAILED');
  }
}

/** LIMIT_EXCEEDED for a document that is too long or nests too deep: parsing and validation are recursive. */
export function findLongDocument(text: string): GraphQLError | undefined {
  try {
    const problem = findExcess(new Lexer(new Source(text)));
    return problem === undefined
      ? undefined
      : codedError('LIMIT_EXCEEDED', `The document ${problem}.`, { http: { status: 400 } });
  } catch (error) {
    throw asFault(error, 'GRAPHQL_PARSE_FAILED');
  }
}

/** Fails with a syntax error where the text has something that is no token. */
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

/** What a bracket does to the number of open ones. */
const STEPS = new Map<TokenKind, number>([
  [TokenKind.BRACE_L, 1],
  [TokenKind.BRACKET_L, 1],
  [TokenKind.PAREN_L, 1],
  [TokenKind.BRACE_R, -1],
  [TokenKind.BRACKET_R, -1],
  [TokenKind.PAREN_R, -1],
]);

/** Documents that were found to be good. Those that are not are validated each time: their errors may repeat a long text. */
const valid = new WeakSet<DocumentNode>();

/** What is wrong with a document by the schema. */
export function findFaults(document: DocumentNode): readonly GraphQLError[] {
  if (valid.has(document)) return [];
  const faults = validate(schema, document, [...specifiedRules, checkLiterals]);
  if (faults.length === 0) valid.add(document);
  return faults.map((fault) => asFault(fault, 'GRAPHQL_VALIDATION_FAILED'));
}

/** PostgreSQL and JSON take no NUL and no half of a character, in literals as in variables. */
const checkLiterals: ValidationRule = (context) => ({
  StringValue: (node) => {
    const fault = findUnstorable(node.value);
    if (!fault) return;
    const extensions = { code: 'BAD_USER_INPUT' };
    context.reportError(new GraphQLError(`A string ${fault.problem}.`, { nodes: node, extensions }));
  },
});

/** `spec`: to clients that take `application/json`, such a fault is answered with 200, as the GraphQL specification has it. */
function asFault<Fault>(error: Fault, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): Fault {
  if (!(error instanceof GraphQLError)) return error;
  error.extensions.code ??= code;
  error.extensions.http ??= { spec: true, status: 400 };
  return error;
}
