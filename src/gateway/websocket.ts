import type { IncomingMessage, Server } from 'node:http';
import { handleProtocols, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.js';
import { readCredentials } from './caller.js';
import type { ReadAddress } from './client-address.js';
import type { Connected } from './socket-caller.js';
import { drainSockets, GOING_AWAY, GOING_AWAY_REASON } from './socket-drain.js';
import { awaitGreetings } from './socket-greetings.js';
import { createSocketHooks, type HookOptions } from './socket-hooks.js';
import type { SocketLimits } from './socket-limits.js';
import { startPings } from './socket-pings.js';
import { speakProtocol } from './socket-protocol.js';
import { CLOSE_TIMEOUT_MS, TRY_AGAIN_LATER } from './socket-room.js';
import { serveUpgrades } from './socket-upgrades.js';

/** How long a client that is turned away may take to say goodbye. */
const TURNED_AWAY_MS = 1000;

interface Options extends HookOptions {
  readonly config: Config;
  readonly readAddress: ReadAddress;
  readonly limits: SocketLimits;
  readonly logger: Logger;
}

/** Serves graphql-transport-ws at /graphql over the same pipeline as HTTP, on a server that listens. */
export function serveWebSockets(server: Server, { config, limits, logger, readAddress, ...options }: Options) {
  // The types of `ws` don't know closeTimeout yet.
  const settings = { maxPayload: config.maxBodyBytes, closeTimeout: CLOSE_TIMEOUT_MS };
  // It would have a listener on each socket for what is kept here: those that were let in.
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, clientTracking: false, ...settings });
  const open = new Set<WebSocket>();
  const greetings = awaitGreetings();
  const protocol = makeServer(createSocketHooks({ ...options, greeted: greetings.greeted }));
  const pings = startPings();
  const speaking = {
    logger,
    maxOperations: config.maxSubscriptionsPerSocket,
    left: ({ address, socket }: Connected) => {
      open.delete(socket);
      limits.leave(address);
    },
  };
  let isClosing = false;

  const note = (err: Error) => logger.debug({ err }, 'a WebSocket failed');

  function turnAway(socket: WebSocket, code: number, reason: string): void {
    socket.close(code, reason);
    const cut = setTimeout(() => socket.terminate(), TURNED_AWAY_MS);
    socket.once('close', () => clearTimeout(cut));
  }

  function letIn(socket: WebSocket, request: IncomingMessage) {
    // What a client does wrong (a frame over the limit) ends its socket: that is all.
    socket.on('error', note);
    if (isClosing) return turnAway(socket, GOING_AWAY, GOING_AWAY_REASON);
    const address = readAddress(request);
    const refusal = limits.enter(address);
    if (refusal) return turnAway(socket, TRY_AGAIN_LATER, refusal);
    open.add(socket);
    pings.add(socket);
    greetings.add(socket);
    const { headers, socket: connection } = request;
    speakProtocol(protocol, { socket, address, connection, credentials: readCredentials(headers) }, speaking);
  }

  serveUpgrades(server, sockets, config, letIn);
  server.on('error', (err) => logger.error({ err }, 'the server failed'));
  return {
    /** Takes no more sockets, and closes those that are open over the drain time. */
    close: async (): Promise<void> => {
      isClosing = true;
      await drainSockets(open, config.drainSeconds);
      pings.stop();
      greetings.stop();
      sockets.close();
    },
  };
}
