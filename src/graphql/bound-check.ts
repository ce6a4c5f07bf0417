import { type GraphQLInputType, getNullableType, isInputObjectType, isListType, isScalarType } from 'graphql';
import { type Bound, boundOf, isText, type Place } from './bounds.js';

export interface Overlong {
  /** The path of the value, such as `filter.tags.allOf`. */
  readonly path: string;
  readonly problem: string;
}

/** A rule that decides which bounds are checked. */
interface Rule {
  readonly isChecked: (scalar: string) => boolean;
  readonly mostOf: (bound: Bound) => number;
}

const EVERY: Rule = { isChecked: isText, mostOf: ({ most }) => most };

/**
 * The rule for mutations. It allows faults that an editor makes by mistake: a long text, or a list with at most twice
 * the allowed number of entries. The mutation itself reports these faults in its `userErrors`.
 */
export const BEYOND_MENDING: Rule = {
  isChecked: (scalar) => isText(scalar) && !['String', 'ID', 'URL'].includes(scalar),
  mostOf: ({ most }) => 2 * most,
};

interface Part {
  readonly value: unknown;
  readonly type: GraphQLInputType;
  readonly bound: Bound;
  readonly path: string;
}

/**
 * Finds lists and texts that exceed their bounds. An object is checked once, even if its variable is used several
 * times, so the time depends only on the request's length. Without recursion, deep values can't overflow the stack.
 */
export class BoundCheck {
  readonly #seen = new Set<object>();

  constructor(readonly rule = EVERY) {}

  /** Finds the first list or text that is too long within a value. */
  find(place: Place, value: unknown, path: string): Overlong | undefined {
    const parts: Part[] = [{ value, type: place.type, bound: boundOf(place), path }];
    // The loop also visits the parts that `#check` adds.
    for (const part of parts) {
      const fault = this.#check(part, parts);
      if (fault) return fault;
    }
    return undefined;
  }

  /** Checks one part of a value, and adds the parts within it to `rest`. */
  #check({ bound, path, type: declared, value }: Part, rest: Part[]): Overlong | undefined {
    const type = getNullableType(declared);
    if (isListType(type) && Array.isArray(value)) {
      if (value.length > this.rule.mostOf(bound)) return tooMany(path, 'entries', bound.most, value.length);
      for (const [index, entry] of value.entries())
        rest.push({ value: entry, type: type.ofType, bound, path: join(path, String(index)) });
    } else if (isListType(type)) {
      // GraphQL reads a single value as a list of one entry.
      rest.push({ value, type: type.ofType, bound, path });
    } else if (isInputObjectType(type)) {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || this.#seen.has(value))
        return undefined;
      this.#seen.add(value);
      const places = type.getFields();
      for (const [name, entry] of Object.entries(value)) {
        const place = places[name];
        if (place) rest.push({ value: entry, type: place.type, bound: boundOf(place), path: join(path, name) });
      }
    } else if (isScalarType(type) && this.rule.isChecked(type.name)) {
      const length = typeof value === 'string' ? value.length : 0;
      if (length > bound.longest) return tooMany(path, 'characters', bound.longest, length);
    }
    return undefined;
  }
}

function tooMany(path: string, what: 'entries' | 'characters', most: number, count: number): Overlong {
  return { path, problem: `must have at most ${most} ${what}, not ${count}` };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
