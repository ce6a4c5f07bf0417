import { hasCredentials, type ReadRequestCaller, readCredentials } from './caller.js';
import type { Pipeline } from './graphql.js';
import type { MaskError } from './mask-errors.js';
import type { Answer } from './plain-answer.js';
import { PRIVATE, refuse } from './refusal.js';
import type { createSse } from './sse.js';

/** Another of these headers, another answer. */
const VARY = ['Authorization', 'Dateline-Preview', 'Dateline-As-Of'];

/** Answers an operation over HTTP, once it is known who asks. */
export function createGraphQLAnswer(
  pipeline: Pipeline,
  sse: ReturnType<typeof createSse>,
  readCaller: ReadRequestCaller,
  maskError: MaskError,
): Answer {
  return async (request, response) => {
    const credentials = readCredentials(request.headers);
    response.appendHeader('Vary', VARY.join(', '));
    // What is told to one is kept for nobody else.
    if (hasCredentials(credentials)) response.setHeader('Cache-Control', PRIVATE);
    const caller = await readCaller(credentials, request).catch((error: unknown) => {
      refuse(response, [maskError(error)], maskError);
    });
    if (!caller || (await sse.answer(request, response, caller))) return;
    await pipeline(request, response, { caller });
  };
}
