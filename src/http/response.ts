import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { describeErrors } from '../operation/mask-errors.js';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The answer to a request whose origin or host is refused. */
export interface SourceRefusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

/** Answers with any JSON object. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    'Cache-Control': 'no-store',
  });
  response.end(json);
}

/** Turns a refusal into the JSON of a GraphQL error with a code, so that GraphQL clients understand it. */
export function describeRefusal({ message, status }: SourceRefusal): object {
  return { errors: [{ message, extensions: { code: status === 400 ? 'BAD_USER_INPUT' : 'FORBIDDEN' } }] };
}

/** The `Cache-Control` of answers that no cache may store, because they are for one client. */
export const PRIVATE = 'private, no-store';
/** The HTTP statuses of some error codes. Other errors have the status in their extension `http`, or 400. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);
const httpSchema = z
  .object({ status: z.number().optional(), headers: z.record(z.string(), z.string()).default({}) })
  .catch({ headers: {} });

/** Answers a request with coded GraphQL errors and no data. */
export function refuse(response: ServerResponse, errors: readonly GraphQLError[]): void {
  const status = readStatus(errors);
  const headers = errors.map(({ extensions }) => httpSchema.parse(extensions.http).headers);
  response.writeHead(status, {
    ...(status === 503 && { 'Retry-After': '5' }),
    ...Object.assign({}, ...headers),
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': PRIVATE,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
  });
  response.end(JSON.stringify(describeErrors({ errors })));
}

/** Returns the HTTP status of an answer that has errors and no data. */
export function readStatus([first]: readonly GraphQLError[]): number {
  const { code, http } = first?.extensions ?? {};
  return STATUS.get(code) ?? httpSchema.parse(http).status ?? 400;
}
