import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { createAuthenticate } from '../access/authenticate.js';
import type { Config } from '../config.js';
import { Connections } from '../connections/connections.js';
import { boundConnections } from '../connections/descriptors.js';
import { openPort, type Port, type RequestTimes } from '../connections/port.js';
import { createStreamLimits } from '../connections/streams.js';
import type { UnreadOptions } from '../connections/unread-answers.js';
import type { DatabaseClient } from '../db/client.js';
import { OutageLog } from '../db/outage-log.js';
import { createReadAddress } from '../http/client-address.js';
import { answerUnreadable } from '../http/raw-answer.js';
import { RequestBodies } from '../http/request-bodies.js';
import { type Answer, answer } from '../http/response.js';
import { createYogaAnswer } from '../http/yoga.js';
import { createReadCaller, type ReadRequestCaller } from '../operation/caller.js';
import { createMask } from '../operation/mask-errors.js';
import { chooseRequestId, currentRequestId, runAsRequest } from '../operation/request-id.js';
import { createRunOperation } from '../operation/run.js';
import { createGraphiQL } from '../pages/graphiql.js';
import { createPreviewPage } from '../pages/preview-page.js';
import { type Caller, type ContextSettings, createContext } from '../schema/context.js';
import { createToUrl } from '../site/address.js';
import { createSse } from '../sse/sse.js';
import { serveWebSockets } from '../websocket/server.js';
import { createRoutes } from './routes.js';
import { isReady, startServices } from './services.js';

/** How long requests may still take once the gateway closes. */
const DRAIN_MS = 10_000;
/** How long `/health` waits for the database. Load balancers usually wait a second for the answer. */
const HEALTH_MS = 500;

export interface GatewayResources {
  readonly config: Config;
  readonly database: DatabaseClient;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** The port on which it already listens. When absent, the gateway opens the configured port. */
  readonly port?: Port;
  readonly http?: HttpOptions;
}

/** For tests: times and limits other than those of a real gateway. */
export interface HttpOptions extends RequestTimes, UnreadOptions {
  /** How many files the process may open. When absent, the limit of the system counts. */
  readonly openFiles?: number | undefined;
  /** The most bytes of request bodies that are being received. */
  readonly mostReceiving?: number | undefined;
}

export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly address: string;
  /** Tells all gateways that another process has written to the event log. */
  readonly announce: () => void;
  /** Logs faults. During an outage of the database it logs at most one line a second. */
  readonly faults: OutageLog;
  /** Closes sockets and event streams, stops listening, and waits for current requests. */
  readonly close: () => Promise<void>;
}

/** Serves GraphQL, GraphiQL, health and media on its port. */
export async function startGateway(resources: GatewayResources): Promise<Gateway> {
  const { config, database, logger, clock = () => new Date(), http = {} } = resources;
  const { address, serve, server } = resources.port ?? (await openPort(config, http));
  const { pool: readingPool, db } = database.reading;
  const faults = new OutageLog(logger, () => isReady(readingPool));
  const beside = startServices({ config, database, logger, faults, clock });
  const { hub, revocations, services } = beside;
  const maskError = createMask(faults);
  const toUrl = createToUrl(config.publicUrl);
  const contexts = createContexts({ database, clock, services, siteDefaults: config.siteDefaults, toUrl });
  const runOperation = createRunOperation({ hub, maskError, maxAnswerBytes: config.maxAnswerBytes, ...contexts });
  const authenticate = createAuthenticate({ db, clock, jwt: config.jwt, logger });
  const readAddress = createReadAddress(config.trustedProxies);
  const readCaller = createReadCaller({ authenticate, previewLinks: services.previewLinks, revocations, clock });
  const readRequestCaller: ReadRequestCaller = (credentials, request) => readCaller(credentials, readAddress(request));
  const bounds = await boundConnections(config, logger, http.openFiles);
  const connections = new Connections({ ...http, bounds, readAddress, trustedProxies: config.trustedProxies, logger });
  const { hold, holdAnswer } = connections;
  const live = { runOperation, maskError, revocations, clock, limits: createStreamLimits(bounds) };
  const bodies = new RequestBodies({ maxBytes: config.maxBodyBytes, mostReceiving: http.mostReceiving });
  const answerPlain = createYogaAnswer({ bodies, maskError, runOperation });
  const sse = createSse({ ...live, hold, bodies, answerPlain, drainSeconds: config.drainSeconds });
  let isClosing = false;
  const route = createRoutes({
    config,
    graphiql: createGraphiQL(),
    readCaller: readRequestCaller,
    sse,
    answerPlain,
    maskError,
    showPreview: createPreviewPage(runOperation, readRequestCaller),
    isReady: async () => !isClosing && (await isReady(readingPool)),
    hasDatabase: () => isReady(readingPool, HEALTH_MS),
  });
  connections.watch(server);
  serve(connections.guard(createListener(route, faults)));
  answerUnreadable(server);
  const sockets = serveWebSockets(server, { ...live, config, holdAnswer, readAddress, readCaller, logger });
  return {
    address,
    announce: services.announce,
    faults,
    close: async () => {
      isClosing = true;
      await Promise.all([sse.close(), sockets.close()]);
      await closeServer(server);
      connections.close();
      await beside.close();
      faults.close();
    },
  };
}

/** Makes contexts for queries and mutations, and patient ones for subscriptions, which wait while others need the database. */
function createContexts(settings: ContextSettings) {
  const { database } = settings;
  const patient = { ...settings, database: { ...database, reading: database.patient } };
  return {
    createContext: (caller: Caller) => createContext(settings, currentRequestId(), caller),
    createPatientContext: (caller: Caller) => createContext(patient, currentRequestId(), caller),
  };
}

function createListener(route: Answer, faults: OutageLog) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const requestId = chooseRequestId(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    try {
      await runAsRequest(requestId, () => route(request, response));
    } catch (err) {
      faults.error({ err, requestId }, 'request failed');
      if (response.headersSent) response.destroy();
      else answer(response, 500, { error: 'something went wrong here: the log has the error under this x-request-id' });
    }
  };
}

/** Closes connections as they become idle, and cuts those that are busy for longer than `DRAIN_MS`. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((done) => server.close(done));
  clearInterval(sweep);
  clearTimeout(cut);
}
