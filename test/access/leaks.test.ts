import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { speak } from '../support/socket.js';
import { fromNow, useProvider } from './provider.js';

const database = useDatabase('sample_newsroom');
const provider = useProvider();
const gateway = useGateway(database, provider.settings);

const FAILING = '{ mostRead(first: 3) { slug } viewer { name } }';
const CREATE = 'mutation { createApiToken(input: { name: "another", role: EDITOR }) { token userErrors { code } } }';

/** `shown` has the credentials of clients, `answers` has the gateway's answers, `printed` has the console output. */
const shown: string[] = [];
const answers: string[] = [];
const printed: string[] = [];

beforeAll(async () => {
  for (const name of ['error', 'warn', 'log'] as const)
    vi.spyOn(console, name).mockImplementation((...values) => void printed.push(values.map(describeAll).join(' ')));
  const make = async (expiresAt: Date | null) => {
    const values = { name: 'A desk', role: 'admin', createdAt: NOW, createdBy: 'test', expiresAt } as const;
    return (await createToken(database().db, values)).token;
  };
  const good = await make(null);
  shown.push(
    ...[good, await make(NOW), `dateline_${'x'.repeat(43)}`, 'opensesame'],
    await provider.sign({ role: 'admin', secret: 'in the claims' }),
    await provider.sign({ role: 'admin', exp: fromNow(-60) }),
    await provider.sign({ role: 'admin', aud: 'somebody-else' }),
    await provider.sign({ role: 'admin' }, { kid: 'none' }),
    `${good}.cut.off`,
  );
});
afterAll(() => vi.restoreAllMocks());

function describeAll(value: unknown): string {
  return value instanceof Error ? `${value.stack} ${JSON.stringify(value)}` : String(value);
}

async function ask(authorization: string, query: string) {
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  const post = await fetch(`${gateway().address}/graphql`, { method: 'POST', headers, body });
  answers.push(await post.text());
  const get = await fetch(`${gateway().address}/graphql?${new URLSearchParams({ query })}`, { headers });
  answers.push(await get.text());
  return post.status;
}

async function askOverSocket(authorization: string, query: string) {
  const messages = [
    { type: 'connection_init', payload: { authorization } },
    { type: 'subscribe', id: '1', payload: { query } },
  ];
  answers.push(...(await speak(gateway(), messages)));
}

/** Sends an operation over every transport with every credential. Returns the statuses of the POST requests. */
async function askAll(query: string): Promise<number[]> {
  const statuses: number[] = [];
  for (const token of shown) {
    for (const authorization of [`Bearer ${token}`, token, `Basic ${token}`]) {
      statuses.push(await ask(authorization, query));
      await askOverSocket(authorization, query);
    }
  }
  return statuses;
}

function findLeaks(): string[] {
  const out = [...gateway().log, ...printed, ...answers];
  const parts = shown.flatMap((token) => [
    token,
    createHash('sha256').update(token).digest('hex'),
    // Each part of a JWT: the header, the claims and the signature.
    ...token.split('.').filter((part) => part.length > 20),
  ]);
  const found = parts.filter((part) => out.some((text) => text.includes(part)));
  return [...found, ...out.filter((text) => /[0-9a-f]{64}|in the claims/.test(text))];
}

describe('tokens, their hashes and JWTs stay out of the log and the answers', () => {
  it('over every transport', async () => {
    const statuses = await askAll('{ viewer { name role } }');
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(answers.filter((text) => text.includes('"ADMIN"'))).toHaveLength(6);
    expect(answers.some((text) => text.startsWith('4403 '))).toBe(true);
    expect(findLeaks()).toEqual([]);
  });

  it('if an operation fails, and if it has a syntax error', async () => {
    await database().pool.query('alter table content_views rename to other_views');
    const before = gateway().log.length;
    await askAll(FAILING);
    await askAll('{ viewer {');
    expect(
      gateway()
        .log.slice(before)
        .some((line) => line.includes('content_views')),
    ).toBe(true);
    expect(findLeaks()).toEqual([]);
  });

  it('if the table of tokens can’t be read or written', async () => {
    await database().pool.query('alter table api_tokens rename to other_tokens');
    const before = gateway().log.length;
    const statuses = await askAll(CREATE);
    await database().pool.query('alter table other_tokens rename to api_tokens');
    expect(statuses).toContain(500);
    const logged = gateway()
      .log.slice(before)
      .filter((line) => line.includes('api_tokens'));
    expect(logged.length).toBeGreaterThan(2);
    // The admin's JWT was accepted, so the gateway tried to create a token.
    expect(logged.some((line) => line.includes('createToken'))).toBe(true);
    expect([...answers, ...logged].filter((text) => text.includes('dateline_'))).toEqual([]);
    expect(findLeaks()).toEqual([]);
  });

  it('if the provider’s keys can’t be fetched', async () => {
    provider.status = 500;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    expect(await askAll('{ viewer { name } }')).toContain(503);
    vi.useRealTimers();
    expect(findLeaks()).toEqual([]);
  });
});
