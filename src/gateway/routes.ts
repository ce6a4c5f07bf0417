import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { Config } from '../config.js';
import { varyBy } from '../http/media-type.js';
import { readTarget } from '../http/read-request.js';
import { type Answer, answer, PRIVATE, refusal, refuse } from '../http/response.js';
import { answerCors, createHostRule } from '../http/source.js';
import type { PlainAnswer } from '../http/yoga.js';
import { hasCredentials, type ReadRequestCaller, readCredentials } from '../operation/caller.js';
import type { MaskError } from '../operation/mask-errors.js';
import { type createGraphiQL, wantsPage } from '../pages/graphiql.js';
import { type createSse, takesEvents } from '../sse/sse.js';

/** The request headers on which the answer to an operation may depend. */
const VARY = ['Accept', 'Authorization', 'Dateline-Preview', 'Dateline-As-Of'];
const MEDIA = fileURLToPath(new URL('../../media', import.meta.url));

interface RouteOptions {
  readonly config: Config;
  readonly graphiql: ReturnType<typeof createGraphiQL>;
  readonly readCaller: ReadRequestCaller;
  readonly sse: ReturnType<typeof createSse>;
  readonly answerPlain: PlainAnswer;
  readonly maskError: MaskError;
  readonly showPreview: Answer;
  readonly isReady: () => Promise<boolean>;
  readonly hasDatabase: () => Promise<boolean>;
}

/** Creates the function that answers a request by its path. Add new paths here. */
export function createRoutes(options: RouteOptions) {
  const { config, graphiql, hasDatabase, isReady, showPreview } = options;
  const refuseHost = createHostRule(config);
  const serveMedia = sirv(MEDIA, { etag: true, maxAge: 3600, setHeaders: protectMedia });

  return async (request: IncomingMessage, response: ServerResponse) => {
    const target = readTarget(request.url);
    if (!target) {
      const message =
        'the address is not a valid path: it must begin with one /, and have ASCII characters only, with others percent-encoded';
      return refuse(request, response, [refusal(400, message)]);
    }
    const [path = '/'] = (request.url ?? '/').split('?');
    // These two paths are answered for any host, because load balancers call by IP address.
    if (path === '/health') {
      // The process is healthy even if the database is away, because a restart of the process would not bring the database back.
      return answer(response, 200, { status: 'ok', database: (await hasDatabase()) ? 'ok' : 'unavailable' });
    }
    if (path === '/ready') {
      const ready = await isReady();
      return answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
    }
    const fault = refuseHost(request);
    if (fault) return refuse(request, response, [fault]);
    if (path === '/graphql' || path === '/graphql/') {
      request.url = `/graphql${target.search}`;
      return answerGraphQL(request, response, options);
    }
    if (path.startsWith('/graphiql/')) return graphiql.sendFile(request, response, path.slice('/graphiql/'.length));
    if (path === '/favicon.ico') return graphiql.sendIcon(request, response);
    if (path.startsWith('/media/')) {
      request.url = path.slice('/media'.length);
      return serveMedia(request, response, () => refuse(request, response, [refusal(404, `there is no file ${path}`)]));
    }
    if (request.method === 'GET' && target.searchParams.has('preview')) return showPreview(request, response);
    if (path === '/') return response.writeHead(302, { Location: '/graphql' }).end();
    return refuse(request, response, [refusal(404, `there is nothing at ${path}: GraphQL is at /graphql`)]);
  };
}

/** Answers /graphql: with GraphiQL, with the result of an operation, or with the events of a subscription. */
async function answerGraphQL(request: IncomingMessage, response: ServerResponse, options: RouteOptions) {
  const { answerPlain, config, graphiql, maskError, readCaller, sse } = options;
  if (answerCors(request, response, config)) return;
  if (wantsPage(request)) return graphiql.showPage(request, response);
  const credentials = readCredentials(request.headers);
  varyBy(response, ...VARY);
  if (hasCredentials(credentials)) response.setHeader('Cache-Control', PRIVATE);
  const caller = await readCaller(credentials, request).catch((error: unknown) => {
    refuse(request, response, [maskError(error)]);
  });
  if (!caller) return;
  if (takesEvents(request)) return sse.answer(request, response, caller);
  return answerPlain(request, response, { caller });
}

/** Sets headers that let any site show the pictures, and that keep scripts in an SVG from running. */
function protectMedia(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
}
