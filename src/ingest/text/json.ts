/** The parsed value, or the first error: its position in UTF-16 units, and the character there. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly offset: number; readonly found: string };

/** Parses JSON. An error always has a position, unlike an error of `JSON.parse`. */
export function parseJson(text: string): JsonResult {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    const offset = findJsonError(text);
    const found = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    return { ok: false, offset, found: offset >= text.length ? 'the end' : JSON.stringify(found) };
  }
}

/** Describes an error: `"}" at line 3, column 12 isn't expected there`. */
export function describeJsonError(text: string, { found, offset }: { found: string; offset: number }): string {
  return `${found} at ${placeAt(text.slice(0, offset))} isn't expected there`;
}

/** Describes the place after a text: `line 3, column 12`. */
export function placeAt(before: string): string {
  const lines = before.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma';

const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+\w-])|(?:true|false|null)(?!\w)/y;
const SPACE = /[ \t\r\n]*/y;

/** Finds the first token that isn't allowed where it stands. */
function findJsonError(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = skip(text, 0, SPACE);
  while (at < text.length) {
    const char = text.charAt(at);
    const next = step(char, expected, open);
    if (next === undefined) return at;
    const end = char === '"' ? endOfString(text, at) : '{}[],:'.includes(char) ? at + 1 : skip(text, at, LITERAL);
    if (end < 0 || end === at) return end < 0 ? -end : at;
    expected = next;
    at = skip(text, end, SPACE);
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

/** Returns the offset after the string that begins at `start`, or the offset of its error as a negative number. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char < ' ') return -at;
    if (char === '\\') {
      at += 1;
      const hex = text.charAt(at) === 'u';
      const isEscape = hex ? /^[\da-f]{4}$/i.test(text.slice(at + 1, at + 5)) : '"\\/bfnrt'.includes(text.charAt(at));
      if (at < text.length && !isEscape) return -(at - 1);
      at += hex ? 4 : 0;
    }
  }
  return -text.length;
}

function skip(text: string, from: number, what: RegExp): number {
  what.lastIndex = from;
  return what.test(text) ? what.lastIndex : from;
}
