import { type ClientRequest, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { writeLogCursor } from '../../src/writing/cursor.js';
import { type RawSocket, useRawSockets } from '../gateway/raw-socket.js';
import { aliases, repeat } from '../support/attacks.js';
import { type Answer, readAnswer, useAttackedGateway } from './harmless-gateway.js';

const gateway = useAttackedGateway();
const sockets = useRawSockets(gateway.address);

const SOCKETS = 20;
const PER_SOCKET = 50;
/** The time to wait for refusals. A refusal normally comes much sooner. */
const QUIET_MS = 1500;

/** The pause between two subscriptions. Many subscriptions at the same time would delay other clients. */
const PACE_MS = 80;

const ticker = (index: number) => `# ${index}\nsubscription { breakingNews { cursor item { text } } }`;
const changes = (index: number, after: string) =>
  `# ${index}\nsubscription { contentChanges(after: "${after}", filter: { language: "*" }) { cursor item { headline url } } }`;

/** Writes a subscription with 600 fields, and with comments up to the limit for its text. */
const dense = (index: number) =>
  `# ${index}\nsubscription { breakingNews { ${aliases(600, 'cursor')} } }`.padEnd(10_000, '#\n');

/** Opens sockets, subscribes on each socket, and closes the sockets. Returns the codes of all refusals. */
async function follow(count: number, perSocket: number, textOf: (index: number) => string): Promise<Answer> {
  const opened = await Promise.all(Array.from({ length: count }, () => sockets.join()));
  const codes = new Set<string>();
  for (const [number, raw] of opened.entries()) {
    raw.socket.on('message', (data) => {
      const { payload, type } = JSON.parse(String(data));
      if (type === 'error') for (const code of readAnswer({ errors: payload }).codes) codes.add(code);
    });
    for (let index = 0; index < perSocket; index += 1) {
      raw.subscribe(String(index), textOf(number * perSocket + index));
    }
  }
  await sleep(QUIET_MS);
  await close(opened);
  return { status: 200, codes: [...codes] };
}

/** Opens subscriptions over sockets and streams, and closes both at the end. Returns the codes of all refusals. */
async function hold(count: number, textOf: (index: number) => string, variables: object): Promise<Answer> {
  const opened = await Promise.all(Array.from({ length: count / PER_SOCKET }, () => sockets.join()));
  const codes: string[] = [];
  const note = (text: string) => codes.push(...[...text.matchAll(/"code":"(\w+)"/g)].map(([, code = '']) => code));
  for (const { socket } of opened) socket.on('message', (data) => note(String(data)));
  const streams: ClientRequest[] = [];
  for (let index = 0; index < count; index += 2) {
    const query = textOf(index);
    opened[index % opened.length]?.subscribe(String(index), query, variables);
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    const asked = request(`${gateway.address()}/graphql`, { method: 'POST', agent: false, headers });
    asked.on('response', (answer) => answer.on('error', () => {}).on('data', (data) => note(String(data))));
    asked.on('error', () => {}).end(JSON.stringify({ query: textOf(index + 1), variables }));
    streams.push(asked);
    await sleep(PACE_MS);
  }
  await sleep(QUIET_MS);
  for (const asked of streams) asked.destroy();
  await close(opened);
  return { status: 200, codes: [...new Set(codes)] };
}

async function close(opened: readonly RawSocket[]): Promise<void> {
  for (const { socket } of opened) socket.close(1000);
  await Promise.all(opened.map(({ closed }) => closed));
}

/** Sends a query over a socket. */
async function askSocket(query: string): Promise<Answer> {
  const raw = await sockets.join();
  raw.subscribe('1', query);
  const { payload, type } = await raw.hear();
  await close([raw]);
  return {
    status: 200,
    ...readAnswer(type === 'error' ? { errors: Array.isArray(payload) ? payload : [] } : Object(payload)),
  };
}

describe('a gateway with a heap of 1 GB', () => {
  it('takes no harm from fields refused in a list of different items, over a socket', async () => {
    const query = '{ contentItems(first: 100) { nodes { series { title } revisions { nodes { version } } } } }';
    await gateway.harmless('FORBIDDEN', () => askSocket(query));
  }, 60_000);

  it('takes no harm from 1,000 different subscriptions on 20 sockets', async () => {
    await gateway.harmless('LIMIT_EXCEEDED', () => follow(SOCKETS, PER_SOCKET, ticker));
  }, 60_000);

  it.each([
    ['240 KB of undeclared variables', ticker, { other: repeat('x', 240_000) }],
    ['texts of 10,000 characters', dense, {}],
  ])(
    'takes no harm from 400 different subscriptions with %s',
    async (_size, textOf, variables) => {
      await gateway.harmless('', () => hold(400, textOf, variables));
    },
    120_000,
  );

  it('takes no harm from 200 different subscriptions that begin at the start of the log', async () => {
    await gateway.harmless('', () => follow(4, PER_SOCKET, (index) => changes(index, writeLogCursor(0))));
  }, 120_000);
});

describe('a token that is revoked by another process', () => {
  it('closes its own sockets within 2 s with 4403, and no other sockets', async () => {
    const token = await gateway.command('token', 'create', '--role', 'editor', '--name', 'desk');
    const ids = await gateway.command('token', 'list');
    const raw = await sockets.open();
    raw.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await raw.hear();
    const neighbour = await sockets.join();
    const [, id = ''] = /(\S+).*\bdesk\b/.exec(ids) ?? [];
    await gateway.command('token', 'revoke', id);
    const revoked = performance.now();
    const { code } = await raw.closed;
    expect(performance.now() - revoked).toBeLessThan(2000);
    expect(code).toBe(4403);
    expect(neighbour.socket.readyState).toBe(WebSocket.OPEN);
  }, 60_000);
});

describe('a page of another site', () => {
  it('gets 403 for a WebSocket', async () => {
    const socket = new WebSocket(`${gateway.address().replace('http', 'ws')}/graphql`, ['graphql-transport-ws'], {
      origin: 'https://evil.example',
    });
    await expect(new Promise((open, fail) => socket.on('open', open).on('error', fail))).rejects.toThrow('403');
  });

  it('gets 421 if its host name resolves to the gateway', async () => {
    const status = await new Promise((done, fail) => {
      const headers = { host: 'evil.example' };
      const asked = request(gateway.address(), { headers, path: '/graphql?query={site{name}}' }, (answer) => {
        answer.resume().on('end', () => done(answer.statusCode));
      });
      asked.on('error', fail).end();
    });
    expect(status).toBe(421);
  });
});
