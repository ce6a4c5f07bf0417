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
import { codedError } from '../errors.js';
import { answerUnreadable } from '../http/raw-answer.js';
import { RequestBodies } from '../http/request-bodies.js';
import { type Answer, refuse } from '../http/response.js';
import { createReadAddress } from '../http/source.js';
import { createYogaAnswer } from '../http/yoga.js';
import { createReadCaller, type ReadRequestCaller } from '../operation/caller.js';
import { createMask, WENT_WRONG } from '../operation/mask-errors.js';
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

/** How long running requests may still take once the gateway stops. */
const DRAIN_MS = 10_000;
/** How long `/health` waits for the database. It is less than the second that load balancers usually wait for an answer. */
const HEALTH_MS = 500;

interface GatewayResources {
  readonly config: Config;
  readonly database: DatabaseClient;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** The port, if it is open already. When absent, the gateway opens the configured port. */
  readonly port?: Port;
  readonly http?: HttpOptions;
}

/** Times and limits that tests set in place of the defaults. */
export interface HttpOptions extends RequestTimes, UnreadOptions {
  /** The number of files that the process may open. When absent, it is the limit of the system. */
  readonly openFiles?: number | undefined;
  /** The most bytes of memory for request bodies that are being received. */
  readonly mostReceiving?: number | undefined;
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

/** Starts a gateway. It serves GraphQL, GraphiQL, previews, health checks and media on one port. */
export async function startGateway(resources: GatewayResources) {
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
  const { hold, unread } = connections;
  const holdAnswer = unread.hold;
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
    /** Tells all gateways to read the event log again, because another process has written to it. */
    announce: services.announce,
    /** Indexes changed items for search, in the background. */
    indexSoon: services.indexSoon,
    /** The log of faults. During an outage of the database it writes at most one line a second. */
    faults,
    /** Closes WebSockets and event streams, stops listening, and waits for running requests. */
    close: async (): Promise<void> => {
      isClosing = true;
      await Promise.all([sse.close(), sockets.close()]);
      await closeServer(server);
      connections.close();
      await beside.close();
      faults.close();
    },
  };
}

/** Makes contexts. A patient context, for subscriptions, waits while other operations need the database. */
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
      else refuse(request, response, [codedError('INTERNAL', WENT_WRONG)]);
    }
  };
}

/** Closes each connection once it is idle. After `DRAIN_MS`, also closes busy connections. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((done) => server.close(done));
  clearInterval(sweep);
  clearTimeout(cut);
}
