import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { refusal, writeRefusal } from './response.js';

const FAULTS: Readonly<Record<string, GraphQLError>> = {
  HPE_HEADER_OVERFLOW: refusal(431, 'the address and headers are too long: 16 KB are the most', 'LIMIT_EXCEEDED'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: refusal(413, 'the extensions of a chunk are too long', 'LIMIT_EXCEEDED'),
  ERR_HTTP_REQUEST_TIMEOUT: refusal(
    408,
    'the request was not complete in time: its headers may take 10 s, the whole request 30 s',
    'LIMIT_EXCEEDED',
  ),
};
const UNREADABLE = refusal(400, 'this is not a valid HTTP request');

/** Refuses a request on a connection for which Node has no response object, and closes the connection. */
export function refuseRaw(socket: Duplex, error: GraphQLError, request: Pick<IncomingMessage, 'headers'>): void {
  const { headers, json, status } = writeRefusal(request, [error]);
  const all = { ...headers, Connection: 'close', Vary: 'Accept' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', json].join('\r\n'));
}

/**
 * Answers requests that Node can't parse or that are not complete in time. If an earlier request on the connection is
 * unanswered, the client would take this answer for the answer to that request. So the connection is only closed.
 */
export function answerUnreadable(server: Server): void {
  const unanswered = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response) => {
    const answers = unanswered.get(socket) ?? new Set();
    unanswered.set(socket, answers.add(response));
    response.once('close', () => answers.delete(response));
  });
  server.on('clientError', (fault: NodeJS.ErrnoException, socket) => {
    const error = FAULTS[fault.code ?? ''] ?? UNREADABLE;
    const [answer, ...more] = unanswered.get(socket) ?? [];
    // A request whose body is too late (408) has a response object. It is answered if no other request is unanswered.
    const isForThisRequest =
      answer === undefined || (error === FAULTS.ERR_HTTP_REQUEST_TIMEOUT && !answer.headersSent && more.length === 0);
    if (socket.writable && isForThisRequest) refuseRaw(socket, error, { headers: {} });
    else socket.destroy();
  });
}
