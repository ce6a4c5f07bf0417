import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import { codedError } from '../errors.js';
import { type Answer, answer, refuse } from '../http/response.js';
import { chooseRequestId } from '../operation/request-id.js';

/** How long a client may take to send the headers of a request. */
const HEADERS_MS = 10_000;
/** How long a client may take to send a whole request. */
const REQUEST_MS = 30_000;
const LOOK_MS = 1000;
const MOST_HEADER_BYTES = 16_384;

/** Times that tests set in place of `HEADERS_MS` and `REQUEST_MS`. */
export interface RequestTimes {
  readonly headersMs?: number | undefined;
  readonly requestMs?: number | undefined;
}

/** The open port of a gateway. It accepts requests from the beginning of the start. */
export type Port = Awaited<ReturnType<typeof openPort>>;

/** Opens the port. This comes before the database is created, because the port may be in use. */
export async function openPort(config: Pick<Config, 'host' | 'port'>, times: RequestTimes = {}) {
  const { headersMs = HEADERS_MS, requestMs = REQUEST_MS } = times;
  const settings = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, headersMs / 4),
    maxHeaderSize: MOST_HEADER_BYTES,
  };
  const server = createServer(settings, answerStarting);
  await listen(server, config);
  const { address, family, port } = server.address() as AddressInfo;
  return {
    server,
    /** The URL of the port, such as `http://127.0.0.1:4000`. */
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    /** Passes requests to `listener` from now on. Earlier requests were answered by `answerStarting`. */
    serve: (listener: Answer): void => {
      server.off('request', answerStarting);
      server.on('request', listener);
    },
    close: async (): Promise<void> => {
      if (!server.listening) return;
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

const STARTING = 'the gateway is starting: try again in a moment';

function answerStarting(request: IncomingMessage, response: ServerResponse): unknown {
  response.setHeader('x-request-id', chooseRequestId(request.headers['x-request-id']));
  const [path = ''] = (request.url ?? '').split('?');
  if (path === '/health') return answer(response, 200, { status: 'starting' });
  if (path === '/ready') return answer(response.setHeader('Retry-After', '1'), 503, { status: 'starting' });
  return refuse(request, response, [
    codedError('UNAVAILABLE', STARTING, { http: { headers: { 'Retry-After': '1' } } }),
  ]);
}

async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  await once(server.listen(port, host), 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new Error(explain(error, host, port), { cause: error });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `PORT ${port} on ${host} is in use: stop what listens there, or set PORT`;
  if (code === 'EACCES') return `PORT ${port} on ${host} may not be used by this account: set PORT to 1024 or more`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine: set HOST, for example to 127.0.0.1`;
  return message;
}
