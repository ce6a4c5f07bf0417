import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { webAddress } from '../../../src/image/image.js';
import { openWriter } from '../../../src/ingest/store/writer.js';
import { useDatabase } from '../../support/database.js';
import { NOW } from '../../support/names.js';
import { importFiles, line } from './importing.js';

const database = useDatabase();
const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

/** Calls `run` while another transaction locks the table of items. */
async function whileLocked(run: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: database().url });
  await holder.connect();
  try {
    await holder.query('begin; lock table content_items in exclusive mode');
    await run();
  } finally {
    await holder.end();
  }
}

/** Waits until server processes wait for the lock. Returns their process ids. */
async function untilBlocked(): Promise<number[]> {
  const findBlocked = async () => {
    const { rows } = await database().pool.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.map(({ pid }) => Number(pid));
  };
  return await vi.waitUntil(async () => (await findBlocked()).length > 0 && (await findBlocked()), {
    timeout: 15_000,
    interval: 100,
  });
}

async function countConnections(): Promise<number> {
  const { rows } = await database().pool.query(
    `select from pg_stat_activity where datname = current_database() and query like '%content_items%'
       and state <> 'idle' and pid <> pg_backend_pid()`,
  );
  return rows.length;
}

async function findHeadlines(headline: string): Promise<unknown[]> {
  return (await database().pool.query('select headline from content_items where headline = $1', [headline])).rows;
}

describe('an import', () => {
  it('ends with the error of the database if its connection is lost', async () => {
    await whileLocked(async () => {
      const ended = expect(
        importFiles(database(), 'jsonl', { 'a.jsonl': line({ headline: 'Cut off' }) }),
      ).rejects.toThrow(/^the import ended at .*a\.jsonl, line 1: terminating connection/);
      for (const pid of await untilBlocked()) await database().pool.query('select pg_terminate_backend($1)', [pid]);
      await ended;
    });
  });

  it('returns its connections to the pool if it does not get enough connections', async () => {
    const pool = new pg.Pool({ connectionString: database().url, max: 4, connectionTimeoutMillis: 500 });
    const held = await pool.connect();
    const settings = { siteLanguage: 'en', language: 'en', editions: new Set<string>(), now: NOW };
    await expect(openWriter(pool, settings)).rejects.toThrow(/timeout/);
    expect(pool.idleCount).toBe(3);
    held.release();
    await pool.end();
  });

  it('ends at once if it is interrupted, with the status 130, and prints its counts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-interrupt-'));
    try {
      await writeFile(join(folder, 'a.jsonl'), line({ headline: 'Interrupted' }));
      await whileLocked(async () => {
        const args = ['--import', import.meta.resolve('tsx'), MAIN, 'import', 'jsonl', 'a.jsonl'];
        const env = { PATH: process.env.PATH, DATABASE_URL: database().url, PUBLIC_URL: 'https://news.example' };
        const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
        const said = text(child.stderr);
        const ended = once(child, 'exit');
        await untilBlocked();
        child.kill('SIGINT');
        expect(await ended).toEqual([130, null]);
        expect(await said).toBe('articles: 0 added, 0 updated, 0 unchanged, 0 skipped, 0 failed\n');
      });
      // The lock is gone. So if a statement still waited, it would run now.
      await vi.waitUntil(async () => (await countConnections()) === 0, { timeout: 15_000, interval: 100 });
      expect(await findHeadlines('Interrupted')).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('an address', () => {
  it.each(['https://[bad', 'http://a:99999/x', 'https://exa mple', '/\\\\other.example', '/\t/other.example'])(
    'is refused if no browser can read it, or if it leads to another site: %s',
    (address) => {
      expect(webAddress.safeParse(address).success).toBe(false);
    },
  );

  it('is refused with the name of its field if it is too long', async () => {
    const mainImage = { url: `https://p.example/${'x'.repeat(2000)}`, altText: '' };
    const { failed } = await importFiles(database(), 'jsonl', { 'a.jsonl': line({ headline: 'Endless', mainImage }) });
    expect(failed).toEqual(['a.jsonl, line 1: mainImage.url: must be at most 2000 characters']);
  });
});

describe('the width of a picture', () => {
  it('is refused if it is too large for a GraphQL Int', async () => {
    const mainImage = { url: '/media/a.jpg', altText: '', width: 2 ** 31 };
    const { failed } = await importFiles(database(), 'jsonl', { 'a.jsonl': line({ headline: 'Vast', mainImage }) });
    expect(failed).toEqual([expect.stringContaining('mainImage.width: ')]);
  });
});
