import { WebSocketServer } from 'ws';
import { answerQuestions, readClock } from './child.js';

/**
 * The lower bound (the floor) of a fan-out over `ws`: the server sends one prepared buffer to every socket, and does nothing
 * else.
 */
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'graphql-transport-ws' });
server.on('connection', (socket) => socket.on('error', () => {}));

answerQuestions({
  port: () => Object(server.address()).port,
  send: (text: string): number => {
    const frame = Buffer.from(text);
    const begun = readClock();
    for (const socket of server.clients) socket.send(frame, { binary: false });
    return begun;
  },
});
