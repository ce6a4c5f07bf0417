import { UnreadableDocument } from '../document/format.js';
import { describeType, joinPath } from '../text/storable.js';

/**
 * The properties of a ninjs object, whatever their case: 1.x and 2.x write `versioncreated`, 3.x `versionCreated`,
 * and files mix them. Readers take all names that a property has had and throw an `UnreadableDocument` that names the JSON path
 * of a value of a wrong type. Null and empty strings are absent.
 */
export interface Fields {
  readonly path: string;
  /** The key under which this object stands in a map (1.x `renditions`, `associations`); the index of one in a list. */
  readonly key: string;
  readonly has: (...names: string[]) => boolean;
  readonly text: (...names: string[]) => string | undefined;
  /** Text or a number, as text. */
  readonly scalar: (...names: string[]) => string | undefined;
  /** A positive number; anything else is absent. */
  readonly positive: (...names: string[]) => number | undefined;
  /** The path of the property as the document writes it. */
  readonly pathOf: (...names: string[]) => string;
  /** The objects of a list or of a map; a single object is a list of one; a string `x` is `{ name: 'x' }`. */
  readonly list: (...names: string[]) => Fields[];
  readonly object: (...names: string[]) => Fields | undefined;
  /** The text properties whose names begin with `prefix`, by what follows it (1.x `body_html`). */
  readonly startingWith: (prefix: string) => [suffix: string, text: string][];
}

/** Reads an object of the document; `path` says where it is. */
export function readFields(value: unknown, path: string, key = ''): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path, 'an object', value);
  const properties = new Map<string, Property>();
  for (const [name, content] of Object.entries(value)) {
    if (content !== null && !(typeof content === 'string' && content.trim() === '')) {
      properties.set(name.toLowerCase().replace(/^\$/, ''), { path: joinPath(path, name), value: content });
    }
  }
  const find = (names: readonly string[]) =>
    names.map((name) => properties.get(name)).find((each) => each !== undefined);
  return {
    path,
    key,
    has: (...names) => find(names) !== undefined,
    text: (...names) => readText(find(names)),
    scalar: (...names) => readScalar(find(names)),
    positive: (...names) => readPositive(find(names)),
    pathOf: (...names) => find(names)?.path ?? joinPath(path, names[0] ?? ''),
    list: (...names) => readList(find(names)),
    object: (...names) => readObject(find(names)),
    startingWith: (prefix) => readStartingWith(properties, prefix),
  };
}

interface Property {
  readonly path: string;
  readonly value: unknown;
}

function readText(property: Property | undefined): string | undefined {
  const value = property?.value;
  if (property && typeof value !== 'string') throw wrongType(property.path, 'text', value);
  return typeof value === 'string' ? value : undefined;
}

function readScalar(property: Property | undefined): string | undefined {
  return typeof property?.value === 'number' ? String(property.value) : readText(property);
}

function readPositive(property: Property | undefined): number | undefined {
  const number = typeof property?.value === 'string' ? Number(property.value) : property?.value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

function readObject(property: Property | undefined): Fields | undefined {
  return property ? readFields(property.value, property.path) : undefined;
}

function readList(property: Property | undefined): Fields[] {
  if (property === undefined) return [];
  const { path, value } = property;
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) => readEntry(each, `${path}[${index}]`, String(index)));
  if (typeof value !== 'object' || value === null) return readEntry(value, path, '');
  const entries: [string, unknown][] = Object.entries(value);
  const isMap = entries.every(([, each]) => typeof each === 'object' && !Array.isArray(each));
  return isMap
    ? entries.flatMap(([key, each]) => readEntry(each, joinPath(path, key), key))
    : readEntry(value, path, '');
}

function readEntry(value: unknown, path: string, key: string): Fields[] {
  if (value === null) return [];
  return [readFields(typeof value === 'string' ? { name: value } : value, path, key)];
}

function readStartingWith(properties: ReadonlyMap<string, Property>, prefix: string): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, property] of properties) {
    if (name.startsWith(prefix)) {
      found.push([name.slice(prefix.length), readText(property) ?? '']);
    }
  }
  return found;
}

function wrongType(path: string, expected: string, found: unknown): UnreadableDocument {
  return new UnreadableDocument(
    `${path === '' ? 'the item' : path}: expected ${expected}, found ${describeType(found)}`,
  );
}
