import { once } from 'node:events';
import { connect } from 'node:net';

interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Sends bytes. Reads the answer until the server closes the connection or upgrades it to a WebSocket. */
export async function sendRaw(address: string, request: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  let answer = '';
  socket.on('data', (text: string) => {
    answer += text;
    if (answer.startsWith('HTTP/1.1 101 ')) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.write(request, 'latin1');
  await once(socket, 'close');
  const [headers = '', ...rest] = answer.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const isChunked = /transfer-encoding: chunked/i.test(headers);
  return { status: Number(headers.split(' ')[1]), headers, body: isChunked ? joinChunks(body) : body };
}

function joinChunks(body: string): string {
  const [size = '0'] = body.split('\r\n', 1);
  const length = Number.parseInt(size, 16);
  const rest = body.slice(size.length + 2);
  return length > 0 ? rest.slice(0, length) + joinChunks(rest.slice(length + 2)) : '';
}

/** Sends a GET request with any target. */
export function getRaw(
  address: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const lines = Object.entries({ Host: new URL(address).host, Connection: 'close', ...headers });
  return sendRaw(
    address,
    `GET ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
  );
}

/** Headers that ask for a WebSocket. */
export const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': 'graphql-transport-ws',
};
