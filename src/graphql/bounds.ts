import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isListType,
  isNonNullType,
} from 'graphql';

/** The bounds that an argument or input field declares. A bound that is left out gets its default. */
export interface DeclaredBound {
  /** The most entries of a list. Default: 100. */
  readonly most?: number | undefined;
  /** The most characters of a text. Default: 255, and 2,000 for a URL. */
  readonly longest?: number | undefined;
}

export type Place = GraphQLArgument | GraphQLInputField;

/** A bound with its defaults filled in. */
export type Bound = Readonly<Record<keyof DeclaredBound, number>>;

/** The most characters of a stored address, such as that of a picture or a link. */
export const LONGEST_ADDRESS = 2000;
/** The most characters of an address that a client looks up. Browsers and proxies do not pass on longer addresses. */
export const LONGEST_PATH = 2048;
/** The most characters of a cursor. It contains the sort key of its list, such as a name. */
export const LONGEST_CURSOR = 4096;

/** The most levels of nesting in a value from a client or a file. Each level takes space on the stack. */
export const DEEPEST = 100;

const MOST = 100;
/** The default of `longest` for texts such as ids, slugs and names. */
const LONGEST = 255;
const LONGEST_OF_SCALAR: Readonly<Record<string, number>> = {
  URL: LONGEST_ADDRESS,
  DateTime: 64,
  LanguageTag: 64,
};
const TEXTS: ReadonlySet<string> = new Set(['String', 'ID', ...Object.keys(LONGEST_OF_SCALAR)]);

/** True if the values of a scalar are texts. */
export function isText(scalar: string): boolean {
  return TEXTS.has(scalar);
}

/** Returns the default of `longest` for a scalar. */
export function longestOf(scalar: string): number {
  return LONGEST_OF_SCALAR[scalar] ?? LONGEST;
}

/** Returns the bound of an argument or input field: the declared bound, or the default. */
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

/** Returns the sentence about a bound for a description. The types DateTime and LanguageTag state their own bound. */
export function describeBound({ longest, most }: DeclaredBound, scalar: string | undefined, isList: boolean): string {
  const showsCharacters = scalar !== undefined && isText(scalar) && scalar !== 'DateTime' && scalar !== 'LanguageTag';
  const characters = showsCharacters && `at most ${(longest ?? longestOf(scalar)).toLocaleString('en')} characters`;
  if (isList) return ` At most ${(most ?? MOST).toLocaleString('en')}${characters ? `, each of ${characters}` : ''}.`;
  return characters ? ` ${characters.replace('at', 'At')}.` : '';
}
