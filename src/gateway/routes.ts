import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { Config } from '../config.js';
import { createHostRule } from '../http/host.js';
import { readTarget } from '../http/read-request.js';
import { type Answer, answer, describeRefusal } from '../http/response.js';
import type { createGraphiQL } from '../pages/graphiql.js';

const MEDIA = fileURLToPath(new URL('../../media', import.meta.url));

interface RouteOptions {
  readonly config: Config;
  readonly answerGraphQL: Answer;
  readonly graphiql: ReturnType<typeof createGraphiQL>;
  readonly showPreview: Answer;
  readonly isReady: () => Promise<boolean>;
  /** Whether the database answers within a short time. */
  readonly hasDatabase: () => Promise<boolean>;
}

/** Answers requests by their path. A new path, such as `/feed.xml`, is one more line here. */
export function createRoutes(options: RouteOptions) {
  const { answerGraphQL, config, graphiql, hasDatabase, isReady, showPreview } = options;
  const refuseHost = createHostRule(config);
  const serveMedia = sirv(MEDIA, { etag: true, maxAge: 3600, setHeaders: protectMedia });

  return async (request: IncomingMessage, response: ServerResponse) => {
    const target = readTarget(request.url);
    if (!target) {
      const error =
        'the address is not a valid path: it must begin with one /, and have ASCII characters only, with others percent-encoded';
      return answer(response, 400, { error });
    }
    const [path = '/'] = (request.url ?? '/').split('?');
    // These come before the rule of hosts, because load balancers call by IP address.
    if (path === '/health') {
      // Without its database the process is still healthy: a restart would not bring the database back.
      return answer(response, 200, { status: 'ok', database: (await hasDatabase()) ? 'ok' : 'unavailable' });
    }
    if (path === '/ready') {
      const ready = await isReady();
      return answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
    }
    const refusal = refuseHost(request);
    if (refusal) return answer(response, refusal.status, describeRefusal(refusal));
    if (path === '/graphql' || path === '/graphql/') {
      request.url = `/graphql${target.search}`;
      return answerGraphQL(request, response);
    }
    if (path.startsWith('/graphiql/')) return graphiql.sendFile(request, response, path.slice('/graphiql/'.length));
    if (path === '/favicon.ico') return graphiql.sendIcon(request, response);
    if (path.startsWith('/media/')) {
      request.url = path.slice('/media'.length);
      return serveMedia(request, response, () => answer(response, 404, { error: `there is no file ${path}` }));
    }
    if (request.method === 'GET' && target.searchParams.has('preview')) return showPreview(request, response);
    if (path === '/') return response.writeHead(302, { Location: '/graphql' }).end();
    return answer(response, 404, { error: `there is nothing at ${path}: GraphQL is at /graphql` });
  };
}

/** Lets any page show pictures, and keeps scripts in an SVG from running. */
function protectMedia(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
}
