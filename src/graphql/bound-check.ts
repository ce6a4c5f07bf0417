import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  Kind,
  type ValueNode,
} from 'graphql';
import { type Bound, boundOf, isText, type Place } from './bounds.js';

/** A value from a client: a literal of the document, or JSON from the variables. */
export type Given = { readonly node: ValueNode } | { readonly value: unknown };

/** A value beyond its bound. */
export interface Overlong {
  /** The path of the value, such as `filter.tags.allOf`. */
  readonly path: string;
  readonly problem: string;
}

/** A rule that decides which bounds are checked. */
interface Rule {
  readonly name: string;
  /** Returns true if texts of this scalar are checked. */
  readonly isChecked: (scalar: string) => boolean;
  /** Returns the most entries that a list may have. */
  readonly mostOf: (bound: Bound) => number;
}

/** Checks all bounds. */
const EVERY: Rule = { name: 'every', isChecked: isText, mostOf: ({ most }) => most };

/**
 * Checks only bounds that nobody exceeds by mistake. An editor can write too long a text, or choose too many entries. So texts,
 * and lists of up to twice the allowed entries, pass this check. The mutation then reports them in its `userErrors`.
 */
export const BEYOND_MENDING: Rule = {
  name: 'beyond mending',
  isChecked: (scalar) => isText(scalar) && !['String', 'ID', 'URL'].includes(scalar),
  mostOf: ({ most }) => 2 * most,
};

/** A part of a value that still has to be checked. */
interface Part {
  readonly given: Given;
  readonly type: GraphQLInputType;
  readonly bound: Bound;
  readonly path: string;
  /** True if the objects in the value were checked before, because the value's variable is used in several places. */
  readonly isKnown: boolean;
}

/**
 * Finds lists and texts beyond their bounds. A variable's objects are checked once, even if it is used several times,
 * so the time grows only with the request. There is no recursion, so deep values can't exhaust the stack.
 */
export class BoundCheck {
  readonly #variables: ReadonlyMap<string, Given>;
  /** Pairs of a rule and a variable: the objects in this variable were checked with this rule. */
  readonly #known = new Set<string>();

  constructor(variables: ReadonlyMap<string, Given> = new Map()) {
    this.#variables = variables;
  }

  /** Finds the first list or text of a value that is too long. */
  find(place: Place, given: Given, path: string, rule = EVERY): Overlong | undefined {
    const parts: Part[] = [{ given, type: place.type, bound: boundOf(place), path, isKnown: false }];
    // The loop also visits the parts that it adds.
    for (const part of parts) {
      const resolved = this.#resolve(part, rule);
      const fault = resolved && checkPart(resolved, parts, rule);
      if (fault) return fault;
    }
    return undefined;
  }

  /** Replaces a variable by its value. Returns undefined if the variable has no value. */
  #resolve(part: Part, rule: Rule): Part | undefined {
    if (!('node' in part.given) || part.given.node.kind !== Kind.VARIABLE) return part;
    const name = part.given.node.name.value;
    const given = this.#variables.get(name);
    const key = `${rule.name} ${name}`;
    const isKnown = this.#known.has(key);
    this.#known.add(key);
    return given && { ...part, given, isKnown };
  }
}

/** Checks one part of a value, and adds the parts within it to `rest`. */
function checkPart(part: Part, rest: Part[], rule: Rule): Overlong | undefined {
  const { bound, given, isKnown, path } = part;
  const type = getNullableType(part.type);
  if (isListType(type)) {
    const entries = entriesOf(given);
    // GraphQL reads a single value as a list of one entry.
    if (!entries) rest.push({ ...part, type: type.ofType });
    if (entries && entries.length > rule.mostOf(bound)) return tooMany(path, 'entries', bound.most, entries.length);
    for (const [index, entry] of entries?.entries() ?? [])
      rest.push({ given: entry, type: type.ofType, bound, path: join(path, String(index)), isKnown });
  } else if (isInputObjectType(type)) {
    const places = type.getFields();
    for (const [name, value] of isKnown ? [] : fieldsOf(given)) {
      const place = places[name];
      if (place)
        rest.push({ given: value, type: place.type, bound: boundOf(place), path: join(path, name), isKnown: false });
    }
  } else if (isScalarType(type) && rule.isChecked(type.name)) {
    const length = lengthOf(given);
    if (length > bound.longest) return tooMany(path, 'characters', bound.longest, length);
  }
  return undefined;
}

function tooMany(path: string, what: 'entries' | 'characters', most: number, count: number): Overlong {
  return { path, problem: `must have at most ${most} ${what}, not ${count}` };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function entriesOf(given: Given): readonly Given[] | undefined {
  if ('node' in given)
    return given.node.kind === Kind.LIST ? given.node.values.map((node): Given => ({ node })) : undefined;
  return Array.isArray(given.value) ? given.value.map((value: unknown): Given => ({ value })) : undefined;
}

function fieldsOf(given: Given): (readonly [string, Given])[] {
  if ('node' in given) {
    if (given.node.kind !== Kind.OBJECT) return [];
    return given.node.fields.map(({ name, value: node }) => [name.value, { node }]);
  }
  const { value } = given;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, entry]: [string, unknown]) => [name, { value: entry }]);
}

/** Returns the number of characters of a text. The digits of a literal number count too, because a number can be an id. */
function lengthOf(given: Given): number {
  if ('value' in given) return typeof given.value === 'string' ? given.value.length : 0;
  return given.node.kind === Kind.STRING || given.node.kind === Kind.INT ? given.node.value.length : 0;
}
