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

/** A value as it was sent: a literal of the document, or JSON. */
export type Given = { readonly node: ValueNode } | { readonly value: unknown };

/** Where a value is beyond its bound, and by how much. */
export interface Overlong {
  /** Such as `filter.tags.allOf`. */
  readonly path: string;
  readonly problem: string;
}

/** Which bounds are looked after. */
interface Rule {
  readonly name: string;
  readonly isLookedAt: (scalar: string) => boolean;
  readonly mostOf: (bound: Bound) => number;
}

/** All of them. */
const EVERY: Rule = { name: 'every', isLookedAt: isText, mostOf: ({ most }) => most };

/**
 * Those that no person mends. What a person wrote for a mutation is left to its `userErrors`, and so is a list of up to
 * twice as many entries as it may have: somebody chose one too many.
 */
export const BEYOND_MENDING: Rule = {
  name: 'beyond mending',
  isLookedAt: (scalar) => isText(scalar) && !['String', 'ID', 'URL'].includes(scalar),
  mostOf: ({ most }) => 2 * most,
};

/** A part of a value that is still to be looked at. */
interface Part {
  readonly given: Given;
  readonly type: GraphQLInputType;
  readonly bound: Bound;
  readonly path: string;
  /** Its objects were looked at before: they are of a variable that stands in several places. */
  readonly isKnown: boolean;
}

/**
 * Looks for lists and texts beyond their bounds in the values of one operation. Its time grows with what was sent: the
 * inside of a variable is looked at once, in however many places the variable stands. It goes as deep as the types do,
 * without recursion.
 */
export class BoundCheck {
  readonly #variables: ReadonlyMap<string, Given>;
  /** Rules and the variables whose objects were looked at by them. */
  readonly #known = new Set<string>();

  constructor(variables: ReadonlyMap<string, Given> = new Map()) {
    this.#variables = variables;
  }

  /** The first list or text of a place's value that is too long. */
  find(place: Place, given: Given, path: string, rule = EVERY): Overlong | undefined {
    const parts: Part[] = [{ given, type: place.type, bound: boundOf(place), path, isKnown: false }];
    // The loop goes on with what it adds.
    for (const part of parts) {
      const resolved = this.#resolve(part, rule);
      const fault = resolved && look(resolved, parts, rule);
      if (fault) return fault;
    }
    return undefined;
  }

  /** A variable's value in its place. */
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

/** Looks at one part, and adds what is within it to the rest. */
function look(part: Part, rest: Part[], rule: Rule): Overlong | undefined {
  const { bound, given, isKnown, path } = part;
  const type = getNullableType(part.type);
  if (isListType(type)) {
    const entries = entriesOf(given);
    // GraphQL takes a single value for a list of one.
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
  } else if (isScalarType(type) && rule.isLookedAt(type.name)) {
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

/** Characters of a text; numbers stand for ids too. */
function lengthOf(given: Given): number {
  if ('value' in given) return typeof given.value === 'string' ? given.value.length : 0;
  return given.node.kind === Kind.STRING || given.node.kind === Kind.INT ? given.node.value.length : 0;
}
