import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { hasCredentials, type ReadCaller, readCredentials } from './caller.js';
import type { Pipeline } from './graphql.js';
import type { MaskError } from './mask-errors.js';
import type { Answer } from './routes.js';

/** Another of these headers, another answer. */
const VARY = ['Authorization', 'Dateline-Preview', 'Dateline-As-Of'];
const PRIVATE = 'private, no-store';
/** What HTTP calls a refusal; a bad request, where it has no name for it. */
const STATUS = new Map<unknown, number>([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
]);

/** Answers an operation over HTTP, once it is known who asks. */
export function createGraphQLAnswer(pipeline: Pipeline, readCaller: ReadCaller, maskError: MaskError): Answer {
  return async (request, response) => {
    const credentials = readCredentials(request.headers);
    response.appendHeader('Vary', VARY.join(', '));
    // What is told to one is kept for nobody else.
    if (hasCredentials(credentials)) response.setHeader('Cache-Control', PRIVATE);
    const caller = await readCaller(credentials, request).catch((error: unknown) => refuse(response, maskError(error)));
    if (caller) await pipeline(request, response, { caller });
  };
}

/** A request that is refused as a whole: for a bad token, with what HTTP asks of a 401. */
function refuse(response: ServerResponse, { extensions, message }: GraphQLError): undefined {
  const { code, http: _, ...others } = extensions;
  const status = STATUS.get(code) ?? 400;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': PRIVATE,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
    ...(status === 503 && { 'Retry-After': '5' }),
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, ...others } }] }));
}
