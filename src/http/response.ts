import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { describeErrors } from '../operation/mask-errors.js';

/** Answers requests. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Why a request is refused for where it comes from or goes to, whatever it asks. */
export interface SourceRefusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

/** Answers with JSON that is not GraphQL's. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    'Cache-Control': 'no-store',
  });
  response.end(json);
}

/** A refusal as clients of GraphQL read it: an error with a code. */
export function describeRefusal({ message, status }: SourceRefusal): object {
  return { errors: [{ message, extensions: { code: status === 400 ? 'BAD_USER_INPUT' : 'FORBIDDEN' } }] };
}

/** Answers to one caller must not be kept for others. */
export const PRIVATE = 'private, no-store';
/** The status of each code. An error with another code may say its own status, and has 400 otherwise. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);
/** How an error may say what HTTP answers. */
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

/** The status of an answer that is nothing but errors. */
export function readStatus([first]: readonly GraphQLError[]): number {
  const { code, http } = first?.extensions ?? {};
  return STATUS.get(code) ?? httpSchema.parse(http).status ?? 400;
}
