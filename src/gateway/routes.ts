import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { Config } from '../config.js';
import { answerCors } from './cors.js';
import { createGraphiQL, wantsGraphiQL } from './graphiql.js';

const MEDIA = fileURLToPath(new URL('../../media', import.meta.url));

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

interface RouteOptions {
  readonly config: Config;
  readonly answerGraphQL: Answer;
  readonly showPreview: Answer;
  readonly isReady: () => Promise<boolean>;
}

/** What answers at each path. */
export function createRoutes({ answerGraphQL, config, isReady, showPreview }: RouteOptions) {
  const serveGraphiQL = createGraphiQL();
  const serveMedia = sirv(MEDIA, { etag: true, maxAge: 3600, setHeaders: protectMedia });
  const cors = { origins: config.corsOrigins, allowLocalhost: config.isDevelopment };
  return async (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/graphql') {
      if (answerCors(request, response, cors)) return;
      if (wantsGraphiQL(request)) return serveGraphiQL(request, response);
      // Yoga makes a URL of it.
      if (!URL.canParse(`http://${request.headers.host}`))
        return answer(response, 400, { error: 'host: is not a host' });
      return answerGraphQL(request, response);
    }
    if (path.startsWith('/media/')) {
      request.url = path.slice('/media'.length);
      return serveMedia(request, response, () => answer(response, 404, { error: `there is no file ${path}` }));
    }
    if (path === '/health') return answer(response, 200, { status: 'ok' });
    if (path === '/ready') {
      const ready = await isReady();
      return answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
    }
    if (request.method === 'GET' && /[?&]preview=/.test(request.url ?? '')) return showPreview(request, response);
    if (path === '/') return response.writeHead(302, { Location: '/graphql' }).end();
    return answer(response, 404, { error: `there is nothing at ${path}: GraphQL is at /graphql` });
  };
}

/** Pictures may be shown by any page, and an SVG may run nothing. */
function protectMedia(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
