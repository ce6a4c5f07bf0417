import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.js';
import { type StreamLimits, spread } from '../connections/streams.js';
import type { ReadAddress } from '../http/client-address.js';
import { refuseOrigin } from '../http/cors.js';
import { createHostRule } from '../http/host.js';
import { answerRaw } from '../http/raw-answer.js';
import { readTarget } from '../http/read-request.js';
import { describeRefusal } from '../http/response.js';
import { readCredentials } from '../operation/caller.js';
import { CLOSE_TIMEOUT_MS, takesFrame } from './backpressure.js';
import { SocketClient } from './client.js';
import { closeSocket, GATEWAY_CLOSES, noPlace } from './close-codes.js';
import { awaitGreetings } from './greetings.js';
import { startPings } from './pings.js';
import { createProtocol, type ProtocolOptions } from './protocol.js';

/** How long a client that is turned away may take to answer the close. */
const TURNED_AWAY_MS = 1000;
/** How long the last clients may take when the gateway closes. */
const GOODBYE_MS = 2000;
const PATHS = ['/graphql', '/graphql/'];

interface Options extends ProtocolOptions {
  readonly config: Config;
  readonly readAddress: ReadAddress;
  readonly limits: StreamLimits;
  readonly logger: Logger;
}

/** Serves graphql-transport-ws at /graphql, on a server that listens. */
export function serveWebSockets(server: Server, { config, limits, logger, readAddress, ...options }: Options) {
  // The types of `ws` don't know closeTimeout yet.
  const settings = { maxPayload: config.maxBodyBytes, closeTimeout: CLOSE_TIMEOUT_MS };
  // `ws` would have a listener on each socket to keep the set that is kept here.
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, clientTracking: false, ...settings });
  const open = new Map<WebSocket, SocketClient>();
  const greetings = awaitGreetings();
  const pings = startPings();
  const clientOptions = {
    protocol: createProtocol({ ...options, greeted: greetings.greeted }),
    logger,
    maxOperations: config.maxSubscriptionsPerSocket,
  };
  /** While sockets are closed over the drain time, new ones are still told so over WebSocket. */
  let isClosing = false;
  let isClosed = false;
  /** These are for all sockets: a function of each one's own would cost memory. */
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
    // A client that breaks the rules of WebSockets, such as by a frame over the limit, loses its socket and no more.
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

  const findRefusal = createUpgradeRule(config);
  sockets.on('wsClientError', ({ message }, socket) => answerRaw(socket, 400, { error: message }));
  server.on('upgrade', (request, socket, head) => {
    const refusal = isClosed ? { status: 503, body: { error: 'this gateway is closing' } } : findRefusal(request);
    if (refusal) answerRaw(socket, refusal.status, refusal.body);
    else sockets.handleUpgrade(request, socket, head, letIn);
  });
  server.on('error', (err) => logger.error({ err }, 'the server failed'));
  return {
    /** Takes no more sockets, and closes those that are open over the drain time: their clients come back elsewhere. */
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

/** `ws` answers pings by itself, also where the answers are not read. */
function takePing(this: WebSocket): void {
  takesFrame(this);
}

function turnAway(socket: WebSocket, closing: Parameters<typeof closeSocket>[1]): void {
  closeSocket(socket, closing);
  const cut = setTimeout(() => socket.terminate(), TURNED_AWAY_MS);
  socket.once('close', () => clearTimeout(cut));
}

/**
 * Why an upgrade is refused, as HTTP would refuse a request for its host or its origin. A browser lets any page open a socket
 * to anywhere: the server has to look where the page comes from.
 */
function createUpgradeRule(config: Config) {
  const refuseHost = createHostRule(config);
  return (request: IncomingMessage) => {
    const path = readTarget(request.url)?.pathname;
    if (path === undefined || !PATHS.includes(path)) {
      return { status: 400, body: { error: 'there is no WebSocket here: it is at /graphql' } };
    }
    const refusal = refuseHost(request) ?? refuseOrigin(request, config);
    return refusal && { status: refusal.status, body: describeRefusal(refusal) };
  };
}
