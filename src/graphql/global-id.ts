import { badInput } from '../errors.js';

/** Global ids are `Type:key` in base64, as Relay has them. */
export function encodeGlobalId(typename: string, id: number | bigint | string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** The types that have global ids: a test holds the list. */
export const NODE_TYPES = [
  ...['Article', 'Author', 'BreakingItem', 'Collection', 'Gallery', 'Infographic', 'LiveBlog', 'LiveBlogPost'],
  ...['Region', 'Section', 'Series', 'StaticPage', 'Tag', 'Video'],
];

/** The type and the key of a global id; `argument` is named in the error where it isn't one, or of no type `wanted`. */
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
