import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { describeErrors } from '../operation/mask-errors.js';

/** Answers requests. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Why a request is refused for its origin or its host. */
export interface SourceRefusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

/** Answers with JSON that is not a GraphQL result. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    'Cache-Control': 'no-store',
  });
  response.end(json);
}

/** Writes a refusal as GraphQL clients read it: as an error with a code. */
export function describeRefusal({ message, status }: SourceRefusal): object {
  return { errors: [{ message, extensions: { code: status === 400 ? 'BAD_USER_INPUT' : 'FORBIDDEN' } }] };
}

/** For answers that no cache may give to other callers. */
export const PRIVATE = 'private, no-store';
/** The HTTP status of these codes. Other errors may name their own status; the default is 400. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);
/** The extension `http` of an error. */
const httpSchema = z
  .object({ status: z.number().optional(), headers: z.record(z.string(), z.string()).default({}) })
  .catch({ headers: {} });

/** Refuses a whole request with coded errors in JSON. */
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

/** The status of an answer without data. */
export function readStatus([first]: readonly GraphQLError[]): number {
  const { code, http } = first?.extensions ?? {};
  return STATUS.get(code) ?? httpSchema.parse(http).status ?? 400;
}
