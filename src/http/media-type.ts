import type { ServerResponse } from 'node:http';

/** The media types of answers in JSON. The first is the default, because older clients know only this one. */
const MEDIA_TYPES = ['application/json', 'application/graphql-response+json'] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** An entry of the header Accept: a media type, or a pattern such as `application/*`. */
interface Entry {
  readonly name: string;
  readonly quality: number;
}

/**
 * Chooses the media type of an answer by the header Accept: the one with the highest `q`, and of equals the one that
 * the header names first. Returns undefined if the client accepts no JSON.
 */
export function chooseMediaType(accept = ''): MediaType | undefined {
  const entries = readEntries(accept.trim() || '*/*');
  const rated = MEDIA_TYPES.flatMap((type) => {
    const patterns = [type, 'application/*', '*/*'];
    const entry = patterns.flatMap((name) => entries.find((one) => one.name === name) ?? [])[0];
    return entry && entry.quality > 0 ? [{ type, entry, place: entries.indexOf(entry) }] : [];
  });
  return rated.sort((one, other) => other.entry.quality - one.entry.quality || one.place - other.place)[0]?.type;
}

function readEntries(accept: string): Entry[] {
  return accept
    .toLowerCase()
    .split(',')
    .map((entry) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { name, quality: Number(quality ?? 1) || 0 };
    });
}

/** Adds request headers to the header Vary, each once: a cache must not give the answer to a request that differs in them. */
export function varyBy(response: ServerResponse, ...names: readonly string[]): void {
  const known = [response.getHeader('Vary') ?? []].flat().flatMap((text) => String(text).split(/,\s*/));
  response.setHeader('Vary', [...new Set([...known, ...names])].join(', '));
}
