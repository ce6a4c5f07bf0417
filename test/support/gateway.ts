import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../src/access/roles.js';
import { createToken } from '../../src/access/token-store.js';
import { loadConfig } from '../../src/config.js';
import { type Gateway, type HttpOptions, startGateway } from '../../src/gateway/server.js';
import type { TestDatabase } from './database.js';
import { NOW } from './names.js';

/** An answer; `Data` is the type of the operation's data. */
interface GraphQLAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface TestGateway {
  readonly address: string;
  /** The time that the gateway takes for the present. */
  now: Date;
  /** The gateway's log: one JSON object in each line. */
  readonly log: string[];
  readonly ask: <Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<GraphQLAnswer<Data>>;
  /** Asks with a token of a role, and with extra headers. */
  readonly as: (role: Exclude<Role, 'reader'>, headers?: Record<string, string>) => Promise<Pick<TestGateway, 'ask'>>;
  readonly askWith: (headers: Record<string, string>) => Pick<TestGateway, 'ask'>;
}

/** A gateway on a test's database, on a free port. `settings` are environment variables; `http` has times and bounds. */
export function useGateway(
  database: () => TestDatabase,
  settings: Record<string, string> = {},
  http: HttpOptions = {},
): () => TestGateway {
  let gateway: Gateway | undefined;
  let handle: TestGateway | undefined;
  beforeAll(async () => {
    const log: string[] = [];
    const tokens = new Map<Role, Promise<string>>();
    const config = loadConfig({ PORT: '0', PUBLIC_URL: 'https://news.example', DRAIN_SECONDS: '0', ...settings });
    const started = await startGateway({
      config,
      database: database(),
      logger: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
      clock: () => current.now,
      http,
    });
    const current: TestGateway = {
      address: started.address,
      now: NOW,
      log,
      ask: (query, variables) => ask(started.address, query, variables),
      askWith: (headers) => ({ ask: (query, variables) => ask(started.address, query, variables, headers) }),
      as: async (role, headers = {}) => {
        const known = tokens.get(role) ?? makeToken(database().db, role);
        tokens.set(role, known);
        return current.askWith({ authorization: `Bearer ${await known}`, ...headers });
      },
    };
    gateway = started;
    handle = current;
  });
  afterAll(() => gateway?.close());
  return () => {
    if (!handle) throw new Error('the gateway has not been started yet: call this only in a test');
    return handle;
  };
}

/** Makes a token whose name is its role. */
async function makeToken(db: TestDatabase['db'], role: Exclude<Role, 'reader'>): Promise<string> {
  const { token } = await createToken(db, { createdAt: NOW, createdBy: 'test', name: `the ${role}`, role });
  return token;
}

/** The text of an operation in `examples/operations/`. */
export function readOperation(name: string): Promise<string> {
  return readFile(new URL(`../../examples/operations/${name}.graphql`, import.meta.url), 'utf8');
}

async function ask<Data>(
  address: string,
  query: string,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body: { data: Data; errors?: GraphQLAnswer<Data>['errors'] & {} } = JSON.parse(await response.text());
  return { ...body, status: response.status, headers: response.headers };
}
