import type { IncomingMessage, ServerResponse } from 'node:http';

/** What answers requests. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Why a request is refused for where it comes from or goes to, whatever it asks. */
export interface SourceRefusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

/** Answers in JSON what is no GraphQL. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    'Cache-Control': 'no-store',
  });
  response.end(json);
}

/** A refusal as a client of GraphQL reads it: an error with a code. */
export function describeRefusal({ message, status }: SourceRefusal): object {
  return { errors: [{ message, extensions: { code: status === 400 ? 'BAD_USER_INPUT' : 'FORBIDDEN' } }] };
}
