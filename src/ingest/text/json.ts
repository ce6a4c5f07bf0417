/** Parses JSON. An error always has an `offset` in UTF-16 units, which an error of `JSON.parse` may lack. */
export function parseJson(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true as const, value };
  } catch {
    const offset = findJsonError(text);
    const found = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    return { ok: false as const, offset, found: offset >= text.length ? 'the end' : JSON.stringify(found) };
  }
}

/** Describes an error: `"}" at line 3, column 12 isn't expected there`. */
export function describeJsonError(text: string, { found, offset }: { found: string; offset: number }): string {
  return `${found} at ${placeAt(text.slice(0, offset))} isn't expected there`;
}

/** Describes the place at which a text ends: `line 3, column 12`. */
export function placeAt(before: string): string {
  const lines = before.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma';

const TOKEN = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+\w-])|(?:true|false|null)(?!\w)/y;
/** A part of a string: characters without escapes, or one escape. */
const STRING_PART = /[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}|$)/y;
const SPACE = /[ \t\r\n]*/y;

function findJsonError(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = skip(text, 0, SPACE);
  while (at < text.length) {
    const char = text.charAt(at);
    const next = step(char, expected, open);
    if (next === undefined) return at;
    const end = char === '"' ? endOfString(text, at + 1) : skip(text, at, TOKEN);
    if (char === '"' ? text.charAt(end) !== '"' : end === at) return end;
    expected = next;
    at = skip(text, char === '"' ? end + 1 : end, SPACE);
  }
  return text.length;
}

/** Returns what may follow a token that begins with `char`. Returns undefined if the token isn't allowed here. */
function step(char: string, expected: Expected, open: string[]): Expected | undefined {
  const inObject = open.at(-1) === '{';
  if (expected === 'colon') return char === ':' ? 'value' : undefined;
  if (char === '}' || char === ']') {
    const mayClose = expected === 'comma' || expected === (inObject ? 'first key' : 'first value');
    return mayClose && open.pop() === (char === '}' ? '{' : '[') ? 'comma' : undefined;
  }
  if (expected === 'comma') return char === ',' && open.length > 0 ? (inObject ? 'key' : 'value') : undefined;
  if (expected === 'key' || expected === 'first key') return char === '"' ? 'colon' : undefined;
  if (char === '{' || char === '[') {
    open.push(char);
    return char === '{' ? 'first key' : 'first value';
  }
  return char === ',' || char === ':' ? undefined : 'comma';
}

/** Returns where a string ends, or where its fault is. One expression for a whole string would exhaust the stack. */
function endOfString(text: string, start: number): number {
  let [at, end] = [start, skip(text, start, STRING_PART)];
  while (end > at) [at, end] = [end, skip(text, end, STRING_PART)];
  return end;
}

function skip(text: string, from: number, what: RegExp): number {
  what.lastIndex = from;
  return what.test(text) ? what.lastIndex : from;
}
