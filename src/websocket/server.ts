import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.js';
import { type StreamLimits, spread } from '../connections/streams.js';
import { refuseRaw } from '../http/raw-answer.js';
import { readTarget } from '../http/read-request.js';
import { refusal } from '../http/response.js';
import { createHostRule, type ReadAddress, refuseOrigin } from '../http/source.js';
import { readCredentials } from '../operation/caller.js';
import { SocketClient } from './client.js';
import { closeSocket, GATEWAY_CLOSES, noPlace } from './close-codes.js';
import { awaitGreetings, startPings } from './pings.js';
import { createProtocol, type ProtocolOptions } from './protocol.js';
import { CLOSE_TIMEOUT_MS, takesFrame } from './subscriber.js';

/** How long a refused client may take to answer the close frame. After this time its connection is closed. */
const TURNED_AWAY_MS = 1000;
/** How long clients may take to answer the close frame when the gateway stops. */
const GOODBYE_MS = 2000;
const PATHS = ['/graphql', '/graphql/'];

interface Options extends ProtocolOptions {
  readonly config: Config;
  readonly readAddress: ReadAddress;
  readonly limits: StreamLimits;
  readonly logger: Logger;
}

/** Serves graphql-transport-ws at /graphql, on a server that already listens. */
export function serveWebSockets(server: Server, { config, limits, logger, readAddress, ...options }: Options) {
  // These settings are in a variable, because the types of `ws` do not have `closeTimeout` yet, and would refuse it in a literal.
  const settings = { maxPayload: config.maxBodyBytes, closeTimeout: CLOSE_TIMEOUT_MS };
  // Client tracking is off, because `ws` would add a listener to each socket for it.
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, clientTracking: false, ...settings });
  const open = new Map<WebSocket, SocketClient>();
  const greetings = awaitGreetings();
  const pings = startPings();
  const clientOptions = {
    protocol: createProtocol(options, greetings.greeted),
    logger,
    maxOperations: config.maxSubscriptionsPerSocket,
  };
  /** True once the gateway stops. New sockets are then opened and closed at once, so that clients get the reason. */
  let isClosing = false;
  /** True once all sockets are closed. Upgrade requests are then refused. */
  let isClosed = false;
  // All sockets share these listeners, because closures for each of thousands of sockets would take much memory.
  function hear(this: WebSocket, data: RawData): void {
    open.get(this)?.receive(String(data));
  }

  function leave(this: WebSocket, code: number, reason: Buffer): void {
    const client = open.get(this);
    if (!client) return;
    open.delete(this);
    limits.leave(client.address);
    client.closed(code, String(reason));
  }

  const note = (err: Error) => logger.debug({ err }, 'a WebSocket failed');

  function letIn(socket: WebSocket, request: IncomingMessage): void {
    // `ws` closes a socket after an error, such as a frame over the size limit. Without this listener, the error would be thrown too.
    socket.on('error', note);
    const address = readAddress(request);
    const refusal = isClosing ? GATEWAY_CLOSES : limits.enter(address);
    if (refusal) {
      turnAway(socket, typeof refusal === 'string' ? noPlace(refusal) : refusal);
      return;
    }
    pings.add(socket);
    greetings.add(socket);
    const { headers, socket: connection } = request;
    const origin = { address, connection, credentials: readCredentials(headers) };
    open.set(socket, new SocketClient(socket, origin, clientOptions));
    socket.on('ping', takePing).on('message', hear).on('close', leave);
  }

  const findFault = createUpgradeRule(config);
  sockets.on('wsClientError', ({ message }, socket, request) => refuseRaw(socket, refusal(400, message), request));
  server.on('upgrade', (request, socket, head) => {
    const fault = isClosed ? refusal(503, 'this gateway is closing', 'UNAVAILABLE') : findFault(request);
    if (fault) refuseRaw(socket, fault, request);
    else sockets.handleUpgrade(request, socket, head, letIn);
  });
  server.on('error', (err) => logger.error({ err }, 'the server failed'));
  return {
    /** Closes new sockets at once, and open sockets over the drain time. The clients connect to another gateway. */
    close: async (): Promise<void> => {
      isClosing = true;
      await spread([...open.keys()], config.drainSeconds, (socket) => closeSocket(socket, GATEWAY_CLOSES));
      const deadline = performance.now() + GOODBYE_MS;
      while (open.size > 0 && performance.now() < deadline) await sleep(10);
      for (const socket of open.keys()) socket.terminate();
      pings.stop();
      greetings.stop();
      isClosed = true;
      sockets.close();
    },
  };
}

/** Checks the unread bytes at each ping, because `ws` answers a ping even if the client does not read. */
function takePing(this: WebSocket): void {
  takesFrame(this);
}

function turnAway(socket: WebSocket, closing: Parameters<typeof closeSocket>[1]): void {
  closeSocket(socket, closing);
  const cut = setTimeout(() => socket.terminate(), TURNED_AWAY_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** Creates the rule that refuses upgrades. It checks origins, because browsers let any page open a WebSocket. */
function createUpgradeRule(config: Config) {
  const refuseHost = createHostRule(config);
  return (request: IncomingMessage) => {
    const path = readTarget(request.url)?.pathname;
    if (path === undefined || !PATHS.includes(path)) {
      return refusal(400, 'there is no WebSocket here: it is at /graphql');
    }
    return refuseHost(request) ?? refuseOrigin(request, config);
  };
}
