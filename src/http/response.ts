import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { codedError, type ErrorCode } from '../errors.js';
import { addRequestId, describeErrors } from '../operation/mask-errors.js';
import { chooseRequestId } from '../operation/request-id.js';
import { chooseMediaType, varyBy } from './media-type.js';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

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

/** The `Cache-Control` of answers that no cache may store, because they are for one client. */
export const PRIVATE = 'private, no-store';
/** The HTTP statuses of some error codes. The status in the extension `http` of an error takes precedence. Other errors have 400. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);
const httpSchema = z
  .object({ status: z.number().optional(), headers: z.record(z.string(), z.string()).default({}) })
  .catch({ headers: {} });

/** A refusal as an HTTP response. */
export interface Refusal {
  readonly status: number;
  readonly headers: Record<string, string | number>;
  readonly json: string;
}

/**
 * Writes a refusal as coded GraphQL errors without data, whatever the path. Clients of GraphQL show the errors of such a
 * body. The header Accept chooses its media type, because Apollo Client reads the body of a 401 only if the type is
 * `application/graphql-response+json`. Each error has the id of the request.
 */
export function writeRefusal(
  { headers }: Pick<IncomingMessage, 'headers'>,
  errors: readonly GraphQLError[],
  requestId = chooseRequestId(headers['x-request-id']),
): Refusal {
  const status = readStatus(errors);
  const json = JSON.stringify(describeErrors({ errors: errors.map((error) => addRequestId(error, requestId)) }));
  const added = errors.map(({ extensions }) => httpSchema.parse(extensions.http).headers);
  return {
    status,
    headers: {
      ...(status === 503 && { 'Retry-After': '5' }),
      ...Object.assign({}, ...added),
      'Content-Type': `${chooseMediaType(headers.accept) ?? 'application/json'}; charset=utf-8`,
      'Content-Length': Buffer.byteLength(json),
      'Cache-Control': PRIVATE,
      'x-request-id': requestId,
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
    },
    json,
  };
}

/** Refuses a request with coded GraphQL errors. */
export function refuse(request: IncomingMessage, response: ServerResponse, errors: readonly GraphQLError[]): void {
  const known = response.getHeader('x-request-id');
  const { headers, json, status } = writeRefusal(request, errors, typeof known === 'string' ? known : undefined);
  varyBy(response, 'Accept');
  response.writeHead(status, headers).end(json);
}

/** Makes an error that refuses a request with an HTTP status. */
export function refusal(status: number, message: string, code: ErrorCode = 'BAD_USER_INPUT'): GraphQLError {
  return codedError(code, message, { http: { status } });
}

/** Returns the HTTP status of an answer that has errors and no data. */
export function readStatus([first]: readonly GraphQLError[]): number {
  const { code, http } = first?.extensions ?? {};
  return httpSchema.parse(http).status ?? STATUS.get(code) ?? 400;
}
