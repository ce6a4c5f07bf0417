import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { describeErrors, type MaskError } from './mask-errors.js';

/** What is told to one is kept for nobody else. */
export const PRIVATE = 'private, no-store';
/** What HTTP calls a refusal; what the error itself says, or a bad request, where it has no name for it. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);
/** How an error may say what its answer is over HTTP. */
const httpSchema = z
  .object({ status: z.number().optional(), headers: z.record(z.string(), z.string()).default({}) })
  .catch({ headers: {} });

/** Refuses a request as a whole, with coded errors in JSON: for a bad token, with what HTTP asks of a 401. */
export function refuse(response: ServerResponse, errors: readonly GraphQLError[], maskError: MaskError): void {
  const masked = errors.map(maskError);
  const status = readStatus(masked);
  const headers = masked.map(({ extensions }) => httpSchema.parse(extensions.http).headers);
  response.writeHead(status, {
    ...(status === 503 && { 'Retry-After': '5' }),
    ...Object.assign({}, ...headers),
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': PRIVATE,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
  });
  response.end(JSON.stringify({ errors: describeErrors(masked, maskError) }));
}

/** The status of an answer that is nothing but errors. */
export function readStatus([first]: readonly GraphQLError[]): number {
  const { code, http } = first?.extensions ?? {};
  return STATUS.get(code) ?? httpSchema.parse(http).status ?? 400;
}
