import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { UnreadableDocument } from '../contract/format.js';
import { describeJsonError, parseJson } from '../text/json.js';
import { describeType } from '../text/storable.js';

/** A document's front matter (fields by name), its text, and the line of the file in which the text begins. */
export type MatterAndText = NonNullable<ReturnType<typeof splitFrontMatter>>;

/** Splits a file into its front matter and its text. Returns undefined for a file without front matter. */
export function splitFrontMatter(source: string) {
  const fence = FENCES.find(({ opens }) => opens.test(source));
  if (!fence) return undefined;
  const [opening = ''] = fence.opens.exec(source) ?? [];
  const rest = source.slice(opening.length);
  const closing = fence.closes.exec(rest);
  if (!closing) {
    throw new UnreadableDocument(`The front matter has no end: ${fence.advice}.`, `line ${countLines(source)}`);
  }
  const before = source.slice(0, opening.length + closing.index + closing[0].length);
  const head = fence.isInside ? before : rest.slice(0, closing.index);
  if (head.length > LONGEST_MATTER) {
    throw new UnreadableDocument(
      `Its front matter has ${head.length} characters, and at most ${LONGEST_MATTER} are read: put the text below it.`,
    );
  }
  return {
    matter: readFields(fence.parse(head, fence.isInside ? 1 : 2)),
    text: source.slice(before.length),
    firstLine: countLines(before),
  };
}

/** Parses YAML from an untrusted file: only a hundred aliases are expanded. `line` is its first line in the file. */
export function parseYaml(text: string, line = 1): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) {
      const at = line - 1 + countLines(text.slice(0, error.pos[0]));
      throw new UnreadableDocument(`not YAML: ${error.message.replace(/\.?$/, '.')}`, `line ${at}`);
    }
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    // The YAML has too many aliases, or lists that nest too deep.
    throw new UnreadableDocument(`not YAML that can be read: ${error instanceof Error ? error.message : error}.`);
  }
}

const LONGEST_MATTER = 1_000_000;

/** The marks at the start and at the end of front matter. */
interface Fence {
  readonly opens: RegExp;
  readonly closes: RegExp;
  readonly advice: string;
  /** True if the marks are part of the data: the braces of JSON. */
  readonly isInside?: true;
  readonly parse: (text: string, line: number) => unknown;
}

const DASHES = { closes: /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m, advice: 'close it with a line of three dashes, ---' };
const FENCES: readonly Fence[] = [
  { ...DASHES, opens: /^---[ \t]*(?:ya?ml[ \t]*)?\r?\n/, parse: parseYaml },
  { ...DASHES, opens: /^---[ \t]*json[ \t]*\r?\n/, parse: parseJsonMatter },
  { ...DASHES, opens: /^---[ \t]*toml[ \t]*\r?\n/, parse: parseTomlMatter },
  {
    opens: /^\+\+\+[ \t]*\r?\n/,
    closes: /^\+\+\+[ \t]*(?:\r?\n|$)/m,
    advice: 'close it with a line of three plus signs, +++',
    parse: parseTomlMatter,
  },
  {
    opens: /^\{[ \t]*\r?\n/,
    closes: /^\}[ \t]*(?:\r?\n|$)/m,
    advice: 'close it with a line that is only }',
    isInside: true,
    parse: parseJsonMatter,
  },
];

function parseTomlMatter(text: string, line: number): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw new UnreadableDocument(`not TOML that can be read: ${String(error)}.`);
    const [message = ''] = error.message.split('\n');
    throw new UnreadableDocument(`not TOML: ${message}.`, `line ${line - 1 + error.line}`);
  }
}

function parseJsonMatter(text: string): unknown {
  const result = parseJson(text);
  if (!result.ok) throw new UnreadableDocument(`not JSON: ${describeJsonError(text, result)}.`, 'front matter');
  return result.value;
}

function readFields(value: unknown): ReadonlyMap<string, unknown> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new UnreadableDocument(`The front matter is ${describeType(value)}: write a field a line, as "title: …".`);
  }
  const fields = Object.entries(value).map(([name, field]): [string, unknown] => [name, withoutDates(field)]);
  return new Map(fields.filter(([, field]) => field !== null && field !== ''));
}

/** Turns the dates of TOML into texts, because a text shows whether the time has a zone. */
function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(withoutDates) : value;
}

function countLines(text: string): number {
  return text.split('\n').length;
}
