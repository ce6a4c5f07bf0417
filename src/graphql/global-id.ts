import { badInput } from '../errors.js';

const NUMBER = /^\d{1,15}$/;
/** The keys of types whose key is not a number. The site has a language tag. */
const KEYS: Readonly<Record<string, RegExp>> = { Site: /^[A-Za-z\d-]{1,35}$/ };

/** Makes a global id: `Type:key` in base64, as Relay does. */
export function encodeGlobalId(typename: string, id: number | bigint | string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** Reads a global id of one of the types `wanted`. Throws BAD_USER_INPUT about `argument` for any other text. */
export function decodeGlobalId(
  globalId: string,
  argument: string,
  wanted: readonly string[],
  expected = `a global id of type ${wanted.join(', ')}`,
): { typename: string; id: string } {
  const text = Buffer.from(globalId, 'base64').toString('utf8');
  const [, typename, id] = /^([A-Za-z]+):(.+)$/.exec(text) ?? [];
  if (!typename || !id || !wanted.includes(typename) || !(KEYS[typename] ?? NUMBER).test(id)) {
    throw badInput(argument, `${JSON.stringify(globalId.slice(0, 80))} is not ${expected}`);
  }
  return { typename, id };
}
