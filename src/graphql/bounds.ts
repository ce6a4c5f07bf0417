import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isListType,
  isNonNullType,
} from 'graphql';

/** What a place declares of its bound; what it leaves out is what holds for all. */
export interface DeclaredBound {
  /** Entries of each of its lists: 100 when absent. */
  readonly most?: number | undefined;
  /** Characters of each of its texts: 255 when absent, 2,000 of a URL. */
  readonly longest?: number | undefined;
}

/** What takes a value: an argument, or a field of an input. */
export type Place = GraphQLArgument | GraphQLInputField;

/** What the value of a place may have at the most. */
export interface Bound {
  readonly most: number;
  readonly longest: number;
}

/** Characters of an address that is kept, of a picture or of what a page leads to. */
export const LONGEST_ADDRESS = 2000;
/** Characters of an address that something is asked for by: what browsers and proxies pass on. */
export const LONGEST_PATH = 2048;
/** Characters of a cursor: it holds what its list is ordered by, such as a name. */
export const LONGEST_CURSOR = 4096;

/** Levels of nesting of a value that a client or a file gives: reading it and writing it need stack for each level. */
export const DEEPEST = 100;

/** Entries of a list. */
const MOST = 100;
/** Ids, slugs and names. */
const LONGEST = 255;
/** Those whose scalar says it in its own description: a time, a language tag. */
const LONGEST_OF_SCALAR: Readonly<Record<string, number>> = {
  URL: LONGEST_ADDRESS,
  DateTime: 64,
  LanguageTag: 64,
};
const TEXTS: ReadonlySet<string> = new Set(['String', 'ID', ...Object.keys(LONGEST_OF_SCALAR)]);

/** Whether values of a scalar are texts. */
export function isText(scalar: string): boolean {
  return TEXTS.has(scalar);
}

/** Characters of a scalar's text, where the place doesn't say. */
export function longestOf(scalar: string): number {
  return LONGEST_OF_SCALAR[scalar] ?? LONGEST;
}

/** The bound of a place: what it declares, or what holds for all. */
export function boundOf({ extensions, type }: Place): Bound {
  const { longest, most } = extensions;
  return {
    most: typeof most === 'number' ? most : MOST,
    longest: typeof longest === 'number' ? longest : longestOf(nameOf(type)),
  };
}

function nameOf(type: GraphQLInputType): string {
  return isListType(type) || isNonNullType(type) ? nameOf(type.ofType) : type.name;
}

/** The bound as the place's description ends with it. A time and a language tag have theirs in the scalar's description. */
export function describeBound({ longest, most }: DeclaredBound, scalar: string | undefined, isList: boolean): string {
  const isSaidHere = scalar !== undefined && isText(scalar) && scalar !== 'DateTime' && scalar !== 'LanguageTag';
  const characters = isSaidHere && `at most ${(longest ?? longestOf(scalar)).toLocaleString('en')} characters`;
  if (isList) return ` At most ${(most ?? MOST).toLocaleString('en')}${characters ? `, each of ${characters}` : ''}.`;
  return characters ? ` ${characters.replace('at', 'At')}.` : '';
}
