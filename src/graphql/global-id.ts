import { badInput } from '../errors.js';

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
  const [, typename, id] = /^([A-Za-z]+):(\d{1,15})$/.exec(text) ?? [];
  if (!typename || !id || !wanted.includes(typename)) {
    throw badInput(argument, `${JSON.stringify(globalId.slice(0, 80))} is not ${expected}`);
  }
  return { typename, id };
}
