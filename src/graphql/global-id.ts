import { badInput } from '../errors.js';

/** Makes a global id: `Type:key` in base64, as Relay does. */
export function encodeGlobalId(typename: string, id: number | bigint | string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** The types that have global ids. A test compares this list with the schema. */
export const NODE_TYPES = [
  'Article',
  'Author',
  'BreakingItem',
  'Collection',
  'Gallery',
  'Infographic',
  'LiveBlog',
  'LiveBlogPost',
  'Region',
  'Section',
  'Series',
  'StaticPage',
  'Tag',
  'Video',
];

/** Reads a global id, of one of the types `wanted` if they are given. Otherwise BAD_USER_INPUT names `argument`. */
export function decodeGlobalId(
  globalId: string,
  argument = 'id',
  wanted?: readonly string[],
): { typename: string; id: string } {
  const text = Buffer.from(globalId, 'base64').toString('utf8');
  const [, typename, id] = /^([A-Za-z]+):(\d{1,15})$/.exec(text) ?? [];
  if (!typename || !id || !(wanted ?? NODE_TYPES).includes(typename)) {
    const what = wanted ? `a global id of type ${wanted.join(', ')}` : 'a global id of this gateway';
    throw badInput(argument, `${JSON.stringify(globalId.slice(0, 80))} is not ${what}`);
  }
  return { typename, id };
}
