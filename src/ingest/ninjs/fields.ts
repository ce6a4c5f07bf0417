import { joinPath, wrongType } from '../text/storable.js';

interface Property {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The properties of a ninjs object. A method takes all names of a property in the versions of ninjs, in lower case. For
 * a wrong value, it throws an `UnreadableDocument` with the JSON path. Null and empty strings count as absent.
 */
export class Fields {
  readonly path: string;
  /** The object's key in a map (1.x `renditions`, `associations`), or its index in a list. */
  readonly key: string;
  readonly #properties = new Map<string, Property>();

  constructor(value: unknown, path: string, key = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw wrongType(path === '' ? 'the item' : path, 'an object', value);
    this.path = path;
    this.key = key;
    for (const [name, content] of Object.entries(value)) {
      if (content !== null && !(typeof content === 'string' && content.trim() === ''))
        this.#properties.set(name.toLowerCase().replace(/^\$/, ''), { path: joinPath(path, name), value: content });
    }
  }

  has(...names: string[]): boolean {
    return this.#find(names) !== undefined;
  }

  text(...names: string[]): string | undefined {
    return readText(this.#find(names));
  }

  /** Returns a text or a number as text. */
  scalar(...names: string[]): string | undefined {
    const property = this.#find(names);
    return typeof property?.value === 'number' ? String(property.value) : readText(property);
  }

  /** Returns a text or a number as text. Returns undefined for anything else. */
  loose(...names: string[]): string | undefined {
    const value = this.#find(names)?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
  }

  /** Returns a positive number, which may be written as text. Returns undefined for anything else. */
  positive(...names: string[]): number | undefined {
    const value = this.#find(names)?.value;
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
  }

  /** Returns the path of a property, with the name that the document uses. */
  pathOf(...names: string[]): string {
    return this.#find(names)?.path ?? joinPath(this.path, names[0] ?? '');
  }

  object(...names: string[]): Fields | undefined {
    const property = this.#find(names);
    return property && new Fields(property.value, property.path);
  }

  /** Returns the objects of a list or a map. A single object counts as a list. A string is the name of an object. */
  list(...names: string[]): Fields[] {
    const property = this.#find(names);
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

  /** Returns the text properties whose names begin with `prefix`, by the rest of the name (1.x `body_html`). */
  startingWith(prefix: string): [suffix: string, text: string][] {
    const found = [...this.#properties].filter(([name]) => name.startsWith(prefix));
    return found.map(([name, property]) => [name.slice(prefix.length), readText(property) ?? '']);
  }

  #find(names: readonly string[]): Property | undefined {
    return names.map((name) => this.#properties.get(name)).find((property) => property !== undefined);
  }
}

function readText(property: Property | undefined): string | undefined {
  const value = property?.value;
  if (property && typeof value !== 'string') throw wrongType(property.path, 'text', value);
  return typeof value === 'string' ? value : undefined;
}

function readEntry(value: unknown, path: string, key: string): Fields[] {
  return value === null ? [] : [new Fields(typeof value === 'string' ? { name: value } : value, path, key)];
}
