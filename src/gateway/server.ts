import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import sirv from 'sirv';
import type { Config } from '../config.js';
import type { DatabaseClient } from '../db/client.js';
import { createToUrl } from '../site/address.js';
import { answerCors } from './cors.js';
import { createGraphiQL, wantsGraphiQL } from './graphiql.js';
import { createPipeline, type Pipeline } from './graphql.js';
import { isReady } from './health.js';
import { createMask } from './mask-errors.js';
import { chooseRequestId, runAsRequest } from './request-id.js';
import { serveWebSockets } from './websocket.js';

const MEDIA = fileURLToPath(new URL('../../media', import.meta.url));

/** How long running requests may take to end when the gateway closes. */
const DRAIN_MS = 10_000;

/** What a gateway works with. */
export interface GatewayResources {
  readonly config: Config;
  readonly database: DatabaseClient;
  readonly logger: Logger;
  readonly clock?: () => Date;
}

/** A gateway that listens. */
export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly address: string;
  /** Stops listening, lets running requests end, closes sockets. */
  readonly close: () => Promise<void>;
}

/** Listens on the configured address and serves GraphQL, GraphiQL, health and media. */
export async function startGateway(resources: GatewayResources): Promise<Gateway> {
  const { config, database, logger, clock = () => new Date() } = resources;
  const settings = { db: database.db, clock, siteDefaults: config.siteDefaults, toUrl: createToUrl(config.publicUrl) };
  const maskError = createMask(logger);
  const pipeline = createPipeline(settings, { maxBodyBytes: config.maxBodyBytes, maskError });
  const state = { closing: false };
  const server = createServer(createListener(resources, pipeline, state));
  await listen(server, config);
  const sockets = serveWebSockets(server, pipeline, { maxFrameBytes: config.maxBodyBytes, maskError, logger });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: async () => {
      state.closing = true;
      await sockets.close();
      await closeServer(server);
    },
  };
}

function createListener(resources: GatewayResources, pipeline: Pipeline, state: { closing: boolean }) {
  const route = createRoutes(resources, pipeline, state);
  return async (request: IncomingMessage, response: ServerResponse) => {
    const requestId = chooseRequestId(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    try {
      await runAsRequest(requestId, () => route(request, response));
    } catch (err) {
      resources.logger.error({ err, requestId }, 'request failed');
      if (response.headersSent) response.destroy();
      else answer(response, 500, { error: 'something went wrong here: the log has it under the x-request-id' });
    }
  };
}

function createRoutes({ config, database }: GatewayResources, pipeline: Pipeline, state: { closing: boolean }) {
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
      return pipeline(request, response);
    }
    if (path.startsWith('/media/')) {
      request.url = path.slice('/media'.length);
      return serveMedia(request, response, () => answer(response, 404, { error: `there is no file ${path}` }));
    }
    if (path === '/health') return answer(response, 200, { status: 'ok' });
    if (path === '/ready') {
      const ready = !state.closing && (await isReady(database.pool));
      return answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
    }
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

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse =
        error.code === 'EADDRINUSE'
          ? `PORT ${port} on ${host} is in use: stop what listens there, or set PORT`
          : undefined;
      fail(inUse ? new Error(inUse) : error);
    });
    server.listen(port, host, done);
  });
}

/** Ends idle connections as they fall idle; whatever still runs after the drain time is cut. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((done) => server.close(done));
  clearInterval(sweep);
  clearTimeout(cut);
}
