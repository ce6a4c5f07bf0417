import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const FAULTS: Readonly<Record<string, { status: number; error: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, error: 'the address and headers are too long: 16 KB are the most' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, error: 'the extensions of a chunk are too long' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    error: 'the request was not complete in time: its headers may take 10 s, the whole request 30 s',
  },
};
const UNREADABLE = { status: 400, error: 'this is not a valid HTTP request' };

/** Writes a JSON response to a connection for which Node has no response object, and closes the connection. */
export function answerRaw(socket: Duplex, status: number, body: object): void {
  const json = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(json)}`,
  ];
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${json}`);
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
    const { error, status } = FAULTS[fault.code ?? ''] ?? UNREADABLE;
    const [answer, ...more] = unanswered.get(socket) ?? [];
    // A request whose body is too late (408) has a response object. It is answered if no other request is unanswered.
    const isForThisRequest = answer === undefined || (status === 408 && !answer.headersSent && more.length === 0);
    if (socket.writable && isForThisRequest) answerRaw(socket, status, { error });
    else socket.destroy();
  });
}
