import { CloseCode, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { codedError } from '../errors.js';
import type { Connected } from './socket-caller.js';
import { createSocketOperations } from './socket-operations.js';
import { takesFrame } from './socket-room.js';

interface Options {
  /** Operations that may run on a socket at once; 0 is no limit. */
  readonly maxOperations: number;
  readonly logger: Logger;
}

/** Speaks graphql-transport-ws over a socket. As graphql-ws's own, which logs to the console and has timers for each socket. */
export function speakProtocol<Extra extends Connected>(
  protocol: Server<Extra>,
  extra: Extra,
  { logger, maxOperations }: Options,
): void {
  const { socket } = extra;
  const isOpen = () => socket.readyState === socket.OPEN;
  const fail = (err: unknown) => {
    logger.error({ err }, 'a message of a WebSocket failed');
    socket.close(CloseCode.InternalServerError, 'something went wrong here: the log has it');
  };
  const refuse = (id: string) => {
    const text = `${maxOperations} operations run on this socket, which is the most: complete one, or open another socket`;
    const { extensions, message } = codedError('LIMIT_EXCEEDED', text);
    if (takesFrame(socket)) socket.send(JSON.stringify({ id, type: 'error', payload: [{ message, extensions }] }));
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // An answer that can't be sent has nobody to go to.
      send: (data) => new Promise((done) => (isOpen() ? socket.send(data, () => done()) : done())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        const operations = createSocketOperations({ limit: maxOperations, isOpen, take, refuse, fail });
        socket.on('message', (data) => operations.receive(String(data)));
      },
    },
    extra,
  );
  // `ws` answers pings by itself, whether or not the answers are read.
  socket.on('ping', () => takesFrame(socket));
  socket.once('close', (code, reason) => void closed(code, String(reason)).catch(fail));
}
