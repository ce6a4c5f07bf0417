import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createClient, type DatabaseClient } from '../../src/db/client.js';
import { urlOfDatabase } from './names.js';

/** A statement as it went to the database. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

export interface TestDatabase extends DatabaseClient {
  readonly url: string;
  /** All statements since the test cleared the list. */
  readonly statements: Statement[];
}

/** Gives a test file its own database: a clone of a template, which is dropped after the tests of the file. */
export function useDatabase(
  template: 'empty_newsroom' | 'sample_newsroom' | 'template0' = 'empty_newsroom',
): () => TestDatabase {
  let database: TestDatabase | undefined;
  let name = '';
  beforeAll(async () => {
    name = `test_${randomBytes(6).toString('hex')}`;
    await asAdmin(`create database ${name} template ${template}`);
    const url = urlOfDatabase(inject('serverUrl'), name);
    const statements: Statement[] = [];
    const client = createClient({
      connectionString: url,
      poolSize: 5,
      onError: () => {},
      onStatement: (sql, params) => statements.push({ sql, params }),
    });
    database = { ...client, url, statements };
  });
  afterAll(async () => {
    await database?.close();
    await asAdmin(`drop database if exists ${name} with (force)`);
  });
  return () => {
    if (!database) throw new Error('the database has not been created yet: call this only in a test');
    return database;
  };
}

/** Runs one statement at a time, because PostgreSQL refuses to clone a template that is in use. */
async function asAdmin(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('serverUrl') });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(1)');
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
