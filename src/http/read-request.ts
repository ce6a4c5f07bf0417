import type { IncomingMessage } from 'node:http';
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

export interface Params {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** Parses the target of a request. It must be a path. `*`, a URL, and a target that begins with `//` are refused. */
export function readTarget(target = '/'): URL | undefined {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(target)) return undefined;
  const address = `http://gateway.invalid${target}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/**
 * Reads the parameters of an operation from the JSON of a POST, or from the URL of a GET. Errors never repeat the client's input.
 * A POST must have a JSON content type, because browsers let a page of another site send some other types without a preflight (CORS).
 */
export async function readParams(request: IncomingMessage, bodies: RequestBodies): Promise<Params> {
  if (request.method === 'POST') return parsePost(request, bodies);
  const search = readTarget(request.url)?.searchParams ?? new URLSearchParams();
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

async function parsePost(request: IncomingMessage, bodies: RequestBodies): Promise<Params> {
  if (!/^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw refuse(415, 'content-type: must be application/json');
  }
  const body = await bodies.read(request);
  const text = orRefuse(() => new TextDecoder('utf-8', { fatal: true }).decode(body), 'the body is not UTF-8');
  return checkParams(parseJson(text, 'the body is not JSON: send {"query": "…", "variables": {…}}'));
}

function parseJson(text: string, message: string): unknown {
  return orRefuse(() => JSON.parse(text), message);
}

function orRefuse<Result>(run: () => Result, message: string): Result {
  try {
    return run();
  } catch {
    throw refuse(400, message);
  }
}

function checkParams(input: unknown): Params {
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
