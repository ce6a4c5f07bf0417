import { badInput } from '../errors.js';

/** Makes a global id: `Type:key` in base64, as Relay does. */
export function encodeGlobalId(typename: string, id: number | bigint | string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/**
 * Reads a global id whose type is one of `wanted`. For any other text, throws BAD_USER_INPUT, which names `argument` and says
 * what is expected.
 */
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
