import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { codedError } from '../errors.js';

const params = z.object({
  query: z.string().optional(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads the body of a POST: JSON only, at most `maxBytes` (0: any), and never repeated in an error. JSON alone also means
 * that a page of another site can't post here without asking first (CORS).
 */
export function useBodyReader(maxBytes: number): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method !== 'POST') return;
      setRequestParser(async (post) => {
        const type = post.headers.get('content-type') ?? '';
        if (!/^application\/(graphql\+)?json\b/i.test(type)) {
          throw refuse(415, 'BAD_USER_INPUT', 'content-type: must be application/json');
        }
        return readParams(await readText(post, maxBytes));
      });
    },
  };
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    refuse(413, 'LIMIT_EXCEEDED', `the body is larger than ${maxBytes} bytes (MAX_BODY_BYTES): ask for less at once`);
  if (maxBytes > 0 && Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (maxBytes > 0 && size > maxBytes) throw tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw refuse(400, 'BAD_USER_INPUT', 'the body is not UTF-8');
    throw error;
  }
}

function readParams(text: string): GraphQLParams {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refuse(400, 'BAD_USER_INPUT', 'the body is not JSON: send {"query": "…", "variables": {…}}');
  }
  const result = params.safeParse(body);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
    throw refuse(400, 'BAD_USER_INPUT', faults.join('; '));
  }
  const { query, operationName, variables, extensions } = result.data;
  return {
    ...(query !== undefined && { query }),
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
    ...(extensions != null && { extensions }),
  };
}

function refuse(status: number, code: 'BAD_USER_INPUT' | 'LIMIT_EXCEEDED', message: string) {
  return codedError(code, message, { http: { status } });
}
