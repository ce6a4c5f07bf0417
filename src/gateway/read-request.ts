import type { IncomingMessage } from 'node:http';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { codedError } from '../errors.js';

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
 * Reads what is asked: JSON in a POST, of at most `maxBytes` (0: any), or the address of a GET; never repeated in an
 * error. JSON alone also means that a page of another site can't post here without asking first (CORS).
 */
export function useRequestReader(maxBytes: number): Plugin<object, { req: IncomingMessage }> {
  return {
    onRequestParse({ request, serverContext, setRequestParser, url }) {
      if (request.method === 'GET') setRequestParser(() => readAddress(url.searchParams));
      if (request.method === 'POST') setRequestParser(() => readPost(serverContext.req, maxBytes));
    },
  };
}

/** What a request asks, for who has to know before the pipeline reads the same. */
export async function readParams(request: IncomingMessage, maxBytes: number): Promise<GraphQLParams> {
  if (request.method === 'POST') return readPost(request, maxBytes);
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

function readPost(request: IncomingMessage, maxBytes: number): Promise<GraphQLParams> {
  const params = posts.get(request) ?? parsePost(request, maxBytes);
  posts.set(request, params);
  return params;
}

/** Keeps no longer what a request asks: one that follows events lives long. */
export function forgetParams(request: IncomingMessage): void {
  posts.delete(request);
}

async function parsePost(request: IncomingMessage, maxBytes: number): Promise<GraphQLParams> {
  if (!/^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw refuse(415, 'BAD_USER_INPUT', 'content-type: must be application/json');
  }
  const body = await readBytes(request, maxBytes);
  return checkParams(parseJson(decode(body), 'the body is not JSON: send {"query": "…", "variables": {…}}'));
}

/** Answers at once when it is too much, and lets the rest run by: a client that is still sending gets the answer, not a reset. */
async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await new Promise<void>((done, fail) => {
    let size = 0;
    const refuseRest = () => {
      request.removeAllListeners('data').resume();
      const message = `the body is larger than ${maxBytes} bytes (MAX_BODY_BYTES): ask for less at once`;
      fail(refuse(413, 'LIMIT_EXCEEDED', message));
    };
    if (maxBytes > 0 && Number(request.headers['content-length']) > maxBytes) return refuseRest();
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (maxBytes > 0 && size > maxBytes) return refuseRest();
      chunks.push(chunk);
    });
    request.on('end', () => done());
    request.on('error', () => fail(refuse(400, 'BAD_USER_INPUT', 'the body ended early')));
  });
  // Emptied: a request lives as long as the stream that answers it, and so does what listens to it.
  return Buffer.concat(chunks.splice(0));
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse(400, 'BAD_USER_INPUT', 'the body is not UTF-8');
  }
}

function parseJson(text: string, message: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'BAD_USER_INPUT', message);
  }
}

function checkParams(input: unknown): GraphQLParams {
  const result = paramsSchema.safeParse(input);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
    throw refuse(400, 'BAD_USER_INPUT', faults.join('; '));
  }
  const { query, operationName, variables, extensions } = result.data;
  return {
    query,
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function refuse(status: number, code: 'BAD_USER_INPUT' | 'LIMIT_EXCEEDED', message: string) {
  return codedError(code, message, { http: { status } });
}
