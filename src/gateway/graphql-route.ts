import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.js';
import { answerCors } from '../http/cors.js';
import { type Answer, PRIVATE, refuse } from '../http/response.js';
import type { PlainAnswer } from '../http/yoga.js';
import { hasCredentials, type ReadRequestCaller, readCredentials } from '../operation/caller.js';
import type { MaskError } from '../operation/mask-errors.js';
import { type createGraphiQL, wantsPage } from '../pages/graphiql.js';
import { type createSse, takesEvents } from '../sse/sse.js';

/** Request headers on which an answer may depend. */
const VARY = 'Authorization, Dateline-Preview, Dateline-As-Of';

interface Options {
  readonly config: Config;
  readonly graphiql: ReturnType<typeof createGraphiQL>;
  readonly readCaller: ReadRequestCaller;
  readonly sse: ReturnType<typeof createSse>;
  readonly answerPlain: PlainAnswer;
  readonly maskError: MaskError;
}

/** The route /graphql: GraphiQL in a browser, operations otherwise, answered as server-sent events or as one answer. */
export function createGraphQLRoute({ answerPlain, config, graphiql, maskError, readCaller, sse }: Options): Answer {
  return async (request: IncomingMessage, response: ServerResponse) => {
    if (answerCors(request, response, config)) return;
    if (wantsPage(request)) return graphiql.showPage(request, response);
    const credentials = readCredentials(request.headers);
    response.appendHeader('Vary', VARY);
    if (hasCredentials(credentials)) response.setHeader('Cache-Control', PRIVATE);
    const caller = await readCaller(credentials, request).catch((error: unknown) => {
      refuse(response, [maskError(error)]);
    });
    if (!caller) return;
    if (takesEvents(request)) return sse.answer(request, response, caller);
    return answerPlain(request, response, { caller });
  };
}
