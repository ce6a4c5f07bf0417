import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/db/embedded/server.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { loadSample } from '../../src/sample/load.js';
import { NOW, urlOfDatabase } from './names.js';

/**
 * One PostgreSQL server for the whole run, in a folder of its own, with two databases to clone: `empty_newsroom` has the
 * schema, `sample_newsroom` the sample as it looks at NOW. Nothing here has to survive, so nothing waits for the disk.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  const server = await openEmbedded(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  });
  const admin = new pg.Client({ connectionString: server.connectionString });
  await admin.connect();
  await admin.query('create database empty_newsroom');
  await migrateDatabase(urlOfDatabase(server.connectionString, 'empty_newsroom'));
  await admin.query('create database sample_newsroom template empty_newsroom');
  const pool = new pg.Pool({ connectionString: urlOfDatabase(server.connectionString, 'sample_newsroom') });
  await loadSample(pool, NOW);
  await pool.query('vacuum analyze');
  await pool.end();
  project.provide('serverUrl', server.connectionString);
  return async () => {
    await admin.end();
    await server.release();
    await rm(folder, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string;
  }
}
