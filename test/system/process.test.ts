import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ADDRESS,
  askPage,
  hasServer,
  messagesOf,
  type StartedProcess,
  startNode,
  startProgram,
  useBuild,
  useDataDirs,
} from '../support/process.js';

useBuild();
const dirs = useDataDirs();

/** A data folder with the sample newsroom. */
let template = '';
let firstStart: StartedProcess;
const started: StartedProcess[] = [];

beforeAll(async () => {
  template = await dirs.create();
  firstStart = startGateway({ DATA_DIR: template });
  await firstStart.sees(ADDRESS);
  await stop(firstStart);
});
afterEach(async () => {
  for (const process of started.splice(0)) await stop(process, 'SIGKILL');
});

function startGateway(env: Record<string, string>): StartedProcess {
  const process = startNode('dist/main.js', [], { PORT: '0', ...env });
  started.push(process);
  return process;
}

function stop({ child, ended }: StartedProcess, signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM') {
  child.kill(signal);
  return ended;
}

describe('a gateway that starts', () => {
  it('prints one line each for its database, schema, content and address', () => {
    expect(messagesOf(firstStart)).toEqual([
      expect.stringMatching(/^database: embedded PostgreSQL in .*, port \d+$/),
      expect.stringMatching(
        /^schema: (\d+) migrations, \1 of them new; (\d+) functions and triggers, \2 of them new or changed$/,
      ),
      expect.stringMatching(/^content: the sample newsroom, \d{3} items$/),
      expect.stringMatching(/^address: http:\/\/127\.0\.0\.1:\d+\/graphql/),
      'closing: SIGTERM',
      'closed',
    ]);
    expect(firstStart.stderr()).toBe('');
  });

  it('is alive but not ready until it can answer', async () => {
    const held = createServer().listen(0, '127.0.0.1');
    await once(held, 'listening');
    const port = portOf(held.address());
    await new Promise((done) => held.close(done));
    const gateway = startGateway({ DATA_DIR: await dirs.create(), PORT: port });
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ status }) => status,
        () => 0,
      );
    const starting = async () => [await ask('/health'), await ask('/ready'), await ask('/graphql?query={__typename}')];
    await expect.poll(starting, { timeout: 20_000 }).toEqual([200, 503, 503]);
    expect(gateway.stdout()).not.toContain('address: ');
    await gateway.sees(ADDRESS);
    expect([await ask('/health'), await ask('/ready')]).toEqual([200, 200]);
  });

  it('uses the data of an earlier start, and answers an article page', async () => {
    const gateway = startGateway({ DATA_DIR: await dirs.create(template) });
    const { body, status } = await askPage(gateway);
    expect(status).toBe(200);
    expect(body).toContain('Assembly approves the Harbour Bridge');
    expect(body).not.toContain('"errors"');
    expect(messagesOf(gateway)).toContain('content: what the database holds');
    expect(messagesOf(gateway)[1]).toMatch(/ 0 of them new; .* 0 of them new or changed$/);
  });

  it('can share a data folder with a gateway that starts at the same time, and the sample is loaded once', async () => {
    const dir = await dirs.create();
    const both = [startGateway({ DATA_DIR: dir }), startGateway({ DATA_DIR: dir })];
    const pages = await Promise.all(both.map(askPage));
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.flatMap(messagesOf).filter((line) => line.startsWith('content: the sample'))).toHaveLength(1);
    expect(await Promise.all(both.map((gateway) => stop(gateway)))).toEqual([0, 0]);
    expect(await hasServer(dir)).toBe(false);
  });
});

describe('a gateway that ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('because of %s has status 0, and stops its database', async (signal) => {
    const dir = await dirs.create(template);
    const gateway = startGateway({ DATA_DIR: dir });
    await gateway.sees(ADDRESS);
    expect(await stop(gateway, signal)).toBe(0);
    expect(messagesOf(gateway).slice(-2)).toEqual([`closing: ${signal}`, 'closed']);
    expect(await hasServer(dir)).toBe(false);
  });

  it('because of two signals also stops its database', async () => {
    const dir = await dirs.create(template);
    const gateway = startGateway({ DATA_DIR: dir });
    await gateway.sees(ADDRESS);
    gateway.child.kill('SIGINT');
    expect(await stop(gateway)).toBe(0);
    expect(await hasServer(dir)).toBe(false);
  });

  it.each([/database: /, /schema: /])(
    'during its start stops its database and leaves nothing incomplete: %s',
    async (line) => {
      const dir = await dirs.create();
      const gateway = startGateway({ DATA_DIR: dir });
      await gateway.sees(line);
      expect(await stop(gateway)).toBe(0);
      expect(gateway.stdout()).not.toContain('address: ');
      expect(await hasServer(dir)).toBe(false);
      expect((await askPage(startGateway({ DATA_DIR: dir }))).body).toContain('Assembly approves the Harbour Bridge');
    },
  );

  it('because of SIGKILL leaves its database running for the next gateway', async () => {
    const dir = await dirs.create(template);
    const killed = startGateway({ DATA_DIR: dir });
    await killed.sees(ADDRESS);
    await stop(killed, 'SIGKILL');
    const next = startGateway({ DATA_DIR: dir });
    expect((await askPage(next)).status).toBe(200);
    expect(messagesOf(next)[0]).toMatch(/, which was running$/);
    expect(await stop(next)).toBe(0);
    expect(await hasServer(dir)).toBe(false);
  });

  it('because of SIGKILL while it loads the sample lets the next gateway load the whole sample', async () => {
    const dir = await dirs.create();
    const killed = startGateway({ DATA_DIR: dir });
    await killed.sees(/schema: /);
    while (!(await isThere(join(dir, 'sample-unfinished')))) await new Promise((done) => setTimeout(done, 5));
    await stop(killed, 'SIGKILL');
    const next = startGateway({ DATA_DIR: dir });
    await next.sees(ADDRESS);
    expect(messagesOf(next)[2]).toBe(messagesOf(firstStart)[2]);
  });
});

describe('a gateway that cannot start', () => {
  it('because of invalid settings names these settings in one line on standard error', async () => {
    const gateway = startGateway({ PORT: 'ninety', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:SECRET@h/d' });
    expect(await gateway.ended).toBe(1);
    expect(gateway.stderr()).toMatch(/^bad settings: PORT must be .*DATABASE_URL must be .*LOG_LEVEL must be .*\n$/);
    expect(gateway.stdout() + gateway.stderr()).not.toContain('SECRET');
  });

  it('because its port is taken logs one line, before it creates anything', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const dir = await dirs.create();
    const port = portOf(taken.address());
    const gateway = startGateway({ DATA_DIR: dir, PORT: port });
    expect(await gateway.ended).toBe(1);
    taken.close();
    expect(messagesOf(gateway)).toEqual([expect.stringContaining(`PORT ${port} on 127.0.0.1 is in use`)]);
    expect(gateway.stderr()).toBe('');
    await expect(access(dir)).rejects.toThrow('ENOENT');
  });

  it('because its host is not an address of this machine logs one line, before it creates anything', async () => {
    const dir = await dirs.create();
    const gateway = startGateway({ DATA_DIR: dir, HOST: '192.0.2.7' });
    expect(await gateway.ended).toBe(1);
    expect(messagesOf(gateway)).toEqual([expect.stringContaining('HOST 192.0.2.7 is not an address of this machine')]);
    await expect(access(dir)).rejects.toThrow('ENOENT');
  });

  it.each(['postgres://user:SECRET@localhost:1/news', 'postgres://user:SECRET@127.0.0.1:1/news'])(
    'because it cannot reach its database logs one line without the password: %s',
    async (url) => {
      const gateway = startGateway({ DATABASE_URL: url });
      expect(await gateway.ended).toBe(1);
      expect(messagesOf(gateway)).toEqual([
        expect.stringMatching(/PostgreSQL at .*:1\/news \(DATABASE_URL\): .*ECONNREFUSED/),
      ]);
      expect(gateway.stdout() + gateway.stderr()).not.toContain('SECRET');
    },
  );

  it('because its database accepts connections but never answers logs one line', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const gateway = startGateway({ DATABASE_URL: `postgres://u:p@127.0.0.1:${portOf(silent.address())}/news` });
    expect(await gateway.ended).toBe(1);
    silent.close();
    expect(messagesOf(gateway)).toEqual([expect.stringMatching(/DATABASE_URL.*timeout/)]);
  });
});

describe('npm start', () => {
  it('passes SIGTERM on to the gateway, and ends with the exit status of the gateway', async () => {
    const dir = await dirs.create(template);
    const npm = startProgram('npm', ['start'], { DATA_DIR: dir, PORT: '0' }, true);
    started.push(npm);
    await npm.sees(ADDRESS);
    process.kill(-(npm.child.pid ?? 0), 'SIGTERM');
    expect(await npm.ended).toBe(0);
    expect(npm.stdout()).toContain('"msg":"closed"');
    expect(await hasServer(dir)).toBe(false);
  });
});

function portOf(address: AddressInfo | string | null): string {
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
