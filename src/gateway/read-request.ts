import type { IncomingMessage } from 'node:http';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { codedError } from '../errors.js';
import type { RequestBodies } from './request-bodies.js';

const jsonObject = z.record(z.string(), z.unknown(), 'must be an object').nullish();
const paramsSchema = z.object(
  {
    query: z.string('must be a string: the operation'),
    operationName: z.string('must be a string').nullish(),
    variables: jsonObject,
    extensions: jsonObject,
  },
  'must be an object',
);

/**
 * Reads what is asked: JSON in a POST, or the address of a GET; never repeated in an error. JSON alone also means that a page of another site can't post here without asking first (CORS).
 */
export function useRequestReader(bodies: RequestBodies): Plugin<object, { req: IncomingMessage }> {
  return {
    onRequestParse({ request, serverContext, setRequestParser, url }) {
      if (request.method === 'GET') setRequestParser(() => readAddress(url.searchParams));
      if (request.method === 'POST') setRequestParser(() => readPost(serverContext.req, bodies));
    },
  };
}

/** What a request asks, for who has to know before the pipeline reads the same. */
export async function readParams(request: IncomingMessage, bodies: RequestBodies): Promise<GraphQLParams> {
  if (request.method === 'POST') return readPost(request, bodies);
  return readAddress(new URL(request.url ?? '/', 'http://gateway.invalid').searchParams);
}

function readAddress(search: URLSearchParams): GraphQLParams {
  const readJson = (name: string) => {
    const text = search.get(name);
    return text ? parseJson(text, `${name}: is not JSON`) : undefined;
  };
  return checkParams({
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName'),
    variables: readJson('variables'),
    extensions: readJson('extensions'),
  });
}

/** A body can be read once. */
const posts = new WeakMap<IncomingMessage, Promise<GraphQLParams>>();

function readPost(request: IncomingMessage, bodies: RequestBodies): Promise<GraphQLParams> {
  const params = posts.get(request) ?? parsePost(request, bodies);
  posts.set(request, params);
  return params;
}

/** Keeps no longer what a request asks: one that follows events lives long. */
export function forgetParams(request: IncomingMessage): void {
  posts.delete(request);
}

async function parsePost(request: IncomingMessage, bodies: RequestBodies): Promise<GraphQLParams> {
  if (!/^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw refuse(415, 'content-type: must be application/json');
  }
  const body = await bodies.read(request);
  return checkParams(parseJson(decode(body), 'the body is not JSON: send {"query": "…", "variables": {…}}'));
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse(400, 'the body is not UTF-8');
  }
}

function parseJson(text: string, message: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, message);
  }
}

function checkParams(input: unknown): GraphQLParams {
  const result = paramsSchema.safeParse(input);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
    throw refuse(400, faults.join('; '));
  }
  const { query, operationName, variables, extensions } = result.data;
  return {
    query,
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function refuse(status: number, message: string) {
  return codedError('BAD_USER_INPUT', message, { http: { status } });
}
