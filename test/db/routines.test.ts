import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../src/db/migrate.js';
import { applyRoutines } from '../../src/db/routines.js';
import { useDatabase } from '../support/database.js';
import { readCatalog } from './catalog.js';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
const ROUTINES = join(MIGRATIONS, 'routines');
const NOTHING_NEW = /^(\d+) migrations, 0 of them new; (\d+) functions and triggers, 0 of them new or changed$/;

const listSql = async (folder: string) => (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();

describe('the files of drizzle/routines', () => {
  const migrated = useDatabase();
  const fromFiles = useDatabase('template0');

  it('create the same functions and triggers as migrateDatabase, if each file is run as plain SQL', async () => {
    await migrate(drizzle(fromFiles().pool), { migrationsFolder: MIGRATIONS });
    for (const file of await listSql(ROUTINES))
      await fromFiles().pool.query(await readFile(join(ROUTINES, file), 'utf8'));
    const catalog = await readCatalog(migrated().pool);
    expect(catalog.functions?.length).toBeGreaterThan(20);
    expect(catalog.triggers?.length).toBeGreaterThan(30);
    expect(await readCatalog(fromFiles().pool)).toEqual(catalog);
  });

  it('are the only files that create functions and triggers: no migration creates any', async () => {
    const makers = [];
    for (const file of await listSql(MIGRATIONS)) {
      const sql = await readFile(join(MIGRATIONS, file), 'utf8');
      if (/\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(function|procedure|trigger)\b/i.test(sql)) makers.push(file);
    }
    expect(makers).toEqual([]);
  });

  it('begin with a comment, and have a comment before each function', async () => {
    for (const file of await listSql(ROUTINES)) {
      const sql = await readFile(join(ROUTINES, file), 'utf8');
      expect(sql, file).toMatch(/^-- /);
      expect(sql, file).not.toMatch(/(?<!^--.*\n)^create function/m);
    }
  });
});

describe('at the start of a gateway', () => {
  const database = useDatabase();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-routines-'));
    await cp(ROUTINES, folder, { recursive: true });
  });
  afterEach(async () => {
    // Restores the original functions and triggers for the next test.
    await migrateDatabase(database().url);
    await rm(folder, { recursive: true, force: true });
  });

  const start = () => migrateDatabase(database().url, folder);
  const change = async (file: string, from: string, to: string) => {
    const sql = await readFile(join(folder, file), 'utf8');
    expect(sql).toContain(from);
    await writeFile(join(folder, file), sql.replace(from, to));
  };
  const query = async (sql: string) => (await database().pool.query(sql)).rows;
  /** Reads the row version of each function and trigger from PostgreSQL's catalog. A write changes this version. */
  const readVersions = async () => {
    const rows = await query(`
      select proname as name, xmin::text from pg_proc where pronamespace = 'public'::regnamespace
      union all select tgname || ' on ' || tgrelid::regclass, xmin::text from pg_trigger where not tgisinternal`);
    return new Map(rows.map(({ name, xmin }) => [name, xmin]));
  };
  const listWritten = async (run: () => Promise<unknown>) => {
    const before = await readVersions();
    await run();
    const after = await readVersions();
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => before.get(name) !== after.get(name))
      .sort();
  };

  it('nothing is written if no statement has changed, even if a comment has changed', async () => {
    expect(await start()).toMatch(NOTHING_NEW);
    await change('log.sql', '-- The event log', '-- The log of events');
    expect(await listWritten(async () => expect(await start()).toMatch(NOTHING_NEW))).toEqual([]);
  });

  it('a changed function is replaced, and nothing else is written', async () => {
    await change('log.sql', `coalesce(log_setting('actor'), 'import')`, `coalesce(log_setting('actor'), 'nobody')`);
    expect(await listWritten(start)).toEqual(['append_event']);
    await query(`insert into breaking_items (language, text, published_at, updated_at, expires_at) values
      ('en', 'Ferry', now(), now(), now() + interval '1 day')`);
    expect(await query('select changed_by from events order by position desc limit 1')).toEqual([
      { changed_by: 'nobody' },
    ]);
  });

  it('a changed trigger is created again, even a constraint trigger', async () => {
    await change('log_posts.sql', 'after update of version, published_at on', 'after update of version on');
    await change(
      'names.sql',
      '(old.name, old.slug, old.aliases, old.language)',
      '(old.name, old.slug, old.aliases, old.language )',
    );
    expect(await listWritten(start)).toEqual(['live_blog_posts_log on live_blog_posts', 'tags_take_names on tags']);
  });

  it('the functions and triggers of a removed file are dropped, and are created again when the file is back', async () => {
    await rm(join(folder, 'names.sql'));
    const names = ['plain_name', 'tags_take_names', 'tags_take_names on tags', 'tags_take_names_at_first on tags'];
    expect(await listWritten(start)).toEqual(names);
    expect([...(await readVersions()).keys()]).not.toContain('plain_name');
    expect(await listWritten(() => migrateDatabase(database().url))).toEqual(names);
  });

  it('a function or trigger that somebody has dropped is created again', async () => {
    await query('drop trigger tags_renamed on tags; drop function kind_reworded cascade');
    expect(await listWritten(start)).toEqual([
      'articles_reworded on articles',
      'galleries_reworded on galleries',
      'infographics_reworded on infographics',
      'kind_reworded',
      'live_blogs_reworded on live_blogs',
      'tags_renamed on tags',
      'videos_reworded on videos',
    ]);
    expect(await start()).toMatch(NOTHING_NEW);
  });

  it('an operator’s own functions and triggers stay, and the start fails if a file has a function of the same name', async () => {
    await query(`
      create function operators_own() returns trigger language plpgsql as 'begin return new; end';
      create trigger operators_own before insert on tags for each row execute function operators_own()`);
    await rm(join(folder, 'names.sql'));
    await start();
    expect([...(await readVersions()).keys()]).toEqual(
      expect.arrayContaining(['operators_own', 'operators_own on tags', 'unaccent']),
    );
    await writeFile(
      join(folder, 'own.sql'),
      `-- Ours.\ncreate function operators_own() returns trigger language plpgsql as 'begin end';`,
    );
    await expect(start()).rejects.toThrow(
      `the schema can't be brought up to date: function operators_own(): function "operators_own" already exists`,
    );
  });

  it('if a statement fails, nothing is changed, and the error names the function', async () => {
    await change('dates.sql', 'return null;', 'retourn null;');
    await change('log.sql', `'import'`, `'nobody'`);
    const written = await listWritten(() =>
      expect(start()).rejects.toThrow(/can't be brought up to date: function content_items_give_date\(\): .*syntax/),
    );
    expect(written).toEqual([]);
  });

  it('if several gateways start at the same time, only one gateway replaces a function', async () => {
    await change('log.sql', `'import'`, `'nobody'`);
    const done = await Promise.all([1, 2, 3, 4].map(start));
    expect(done.filter((text) => !NOTHING_NEW.test(text))).toHaveLength(1);
  });

  it('an older gateway does not change the functions of a later version', async () => {
    await query(`insert into drizzle.__drizzle_migrations (hash, created_at)
      select 'later', max(created_at) + 1 from drizzle.__drizzle_migrations`);
    await change('log.sql', `'import'`, `'nobody'`);
    const written = await listWritten(async () => {
      expect(await start()).toMatch(
        /^\d+ migrations, 1 of them by a later version, whose functions and triggers stay$/,
      );
    });
    expect(written).toEqual([]);
    await query(`delete from drizzle.__drizzle_migrations where hash = 'later'`);
  });

  describe('while a transaction that has written to a table stays open', () => {
    let writer: pg.Client;
    beforeEach(async () => {
      writer = new pg.Client({ connectionString: database().url });
      await writer.connect();
      await writer.query(`begin;
        insert into tags (language, slug, name, kind) values ('en', 'tag-' || gen_random_uuid(), 'Ferries', 'SUBJECT')`);
    });
    afterEach(() => writer.end());

    it('a function is replaced without waiting', async () => {
      await change('names.sql', 'least(cardinality(words), 6)', 'least(cardinality(words), 7)');
      expect(await listWritten(start)).toEqual(['tags_take_names']);
      await writer.query('commit');
    });

    it('a trigger of the table is replaced after the transaction, and the table can be read meanwhile', async () => {
      await change(
        'names.sql',
        '(old.name, old.slug, old.aliases, old.language)',
        '(old.name, old.slug, old.aliases, old.language )',
      );
      let started = false;
      const starting = start().then(() => {
        started = true;
      });
      const reader = new pg.Client({ connectionString: database().url, query_timeout: 5000 });
      await reader.connect();
      for (let read = 0; read < 20; read += 1) await reader.query('select count(*), pg_sleep(0.1) from tags');
      await reader.end();
      expect(started).toBe(false);
      await writer.query(`insert into tags (language, slug, name, kind) values ('en', 'last', 'Last', 'SUBJECT')`);
      await writer.query('commit');
      await starting;
      expect(await start()).toMatch(NOTHING_NEW);
      expect(await query(`select count(*)::int from tag_names where name = 'last'`)).toEqual([{ count: 1 }]);
    });

    it('a start that has waited too long fails, and the error names the trigger and the reason', async () => {
      await change(
        'names.sql',
        '(old.name, old.slug, old.aliases, old.language)',
        '(old.name, old.slug, old.aliases, old.language )',
      );
      const connection = new pg.Client({ connectionString: database().url });
      await connection.connect();
      await expect(applyRoutines(connection, folder, 10)).rejects.toThrow(
        `the schema can't be brought up to date: trigger tags_take_names on tags: a transaction that stays open holds its table`,
      );
      await connection.end();
      await writer.query('rollback');
    });
  });
});
