import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isListType,
  isNonNullType,
} from 'graphql';

/** The bound that an argument or input field declares. Defaults hold for the rest. */
export interface DeclaredBound {
  /** The most entries of each of its lists. Default: 100. */
  readonly most?: number | undefined;
  /** The most characters of each of its texts. Default: 255, and 2,000 for a URL. */
  readonly longest?: number | undefined;
}

/** An argument or an input field. */
export type Place = GraphQLArgument | GraphQLInputField;

/** A bound with its defaults filled in. */
export type Bound = Readonly<Record<keyof DeclaredBound, number>>;

/** The most characters of a stored address, such as that of a picture or a link. */
export const LONGEST_ADDRESS = 2000;
/** The most characters of a requested address. Browsers and proxies pass on no more. */
export const LONGEST_PATH = 2048;
/** The most characters of a cursor. It contains the sort key of its list, such as a name. */
export const LONGEST_CURSOR = 4096;

/** The most levels of nesting of a value from a client or a file. Reading and writing need stack for each level. */
export const DEEPEST = 100;

/** The default for entries of a list. */
const MOST = 100;
/** The default for texts such as ids, slugs and names. */
const LONGEST = 255;
/** The defaults of scalars that differ. */
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

/** The default for texts of a scalar. */
export function longestOf(scalar: string): number {
  return LONGEST_OF_SCALAR[scalar] ?? LONGEST;
}

/** The bound of an argument or input field: the declared one, or the default. */
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

/** The sentence that ends a description with the bound. DateTime and LanguageTag have it in the scalar's description instead. */
export function describeBound({ longest, most }: DeclaredBound, scalar: string | undefined, isList: boolean): string {
  const isSaidHere = scalar !== undefined && isText(scalar) && scalar !== 'DateTime' && scalar !== 'LanguageTag';
  const characters = isSaidHere && `at most ${(longest ?? longestOf(scalar)).toLocaleString('en')} characters`;
  if (isList) return ` At most ${(most ?? MOST).toLocaleString('en')}${characters ? `, each of ${characters}` : ''}.`;
  return characters ? ` ${characters.replace('at', 'At')}.` : '';
}
