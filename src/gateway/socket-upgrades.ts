import type { IncomingMessage, Server } from 'node:http';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../config.js';
import { refuseOrigin } from './cors.js';
import { createHostRule } from './host.js';
import { describeRefusal } from './plain-answer.js';
import { answerRaw } from './raw-answer.js';
import { readTarget } from './request-target.js';

const PATHS = ['/graphql', '/graphql/'];

/**
 * Makes WebSockets of the upgrades that HTTP would let in too: by host and by origin. A browser lets any page open a
 * socket to anywhere; what the page's origin is, is for the server to look at. The others are answered and closed.
 */
export function serveUpgrades(
  server: Server,
  sockets: WebSocketServer,
  config: Config,
  letIn: (socket: WebSocket, request: IncomingMessage) => void,
): void {
  const refuseHost = createHostRule(config);
  let isClosed = false;
  sockets.on('close', () => {
    isClosed = true;
  });
  sockets.on('wsClientError', ({ message }, socket) => answerRaw(socket, 400, { error: message }));
  server.on('upgrade', (request, socket, head) => {
    const path = readTarget(request.url)?.pathname;
    if (path === undefined || !PATHS.includes(path)) {
      return answerRaw(socket, 400, { error: 'there is no WebSocket here: it is at /graphql' });
    }
    const refusal = refuseHost(request) ?? refuseOrigin(request, config);
    if (refusal) return answerRaw(socket, refusal.status, describeRefusal(refusal));
    if (isClosed) return answerRaw(socket, 503, { error: 'this gateway is closing' });
    sockets.handleUpgrade(request, socket, head, letIn);
  });
}
