import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, openEmbedded } from '../../src/db/embedded/server.js';
import { hasServer, startProgram, useDataDirs } from '../support/process.js';

const dirs = useDataDirs();

const FAST = { fsync: 'off' };
/** A program that opens the database in a folder, prints whether it started or joined the database, and runs on. */
const HOLD = `import { openEmbedded } from './src/db/embedded/server.ts';
const { joined } = await openEmbedded(process.argv[1]);
console.log(joined ? 'joined' : 'started');
setInterval(() => {}, 1000);`;

function holdInProcess(dir: string) {
  return startProgram(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', HOLD, dir], {});
}

async function ask({ connectionString }: EmbeddedDatabase, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('an embedded database', () => {
  it('is created by one of two callers that open it at the same time, and is joined by the second caller', async () => {
    const dir = await dirs.create();
    const [one, two] = await Promise.all([openEmbedded(dir, FAST), openEmbedded(dir, FAST)]);
    expect(one.connectionString).toBe(two.connectionString);
    expect([one.joined, two.joined].filter(Boolean)).toHaveLength(1);
    expect(await readdir(dir)).toEqual(['postgres']);
    await Promise.all([one.release(), two.release()]);
    expect(await hasServer(dir)).toBe(false);
  });

  it('runs until its last user releases it, and keeps its data', async () => {
    const dir = await dirs.create();
    const one = await openEmbedded(dir, FAST);
    const two = await openEmbedded(dir, FAST);
    const client = new pg.Client({ connectionString: two.connectionString });
    await client.connect();
    await one.release();
    await client.query('create table kept (word text)');
    await client.query(`insert into kept values ('here')`);
    await client.end();
    await two.release();
    expect(await hasServer(dir)).toBe(false);
    const again = await openEmbedded(dir);
    expect(again.joined).toBe(false);
    expect(await ask(again, 'select word from kept')).toEqual([{ word: 'here' }]);
    await again.release();
  });

  it('runs if it is stopped and started at the same moment', async () => {
    const dir = await dirs.create();
    let database = await openEmbedded(dir, FAST);
    for (const _ of Array(3)) {
      const [, next] = await Promise.all([database.release(), openEmbedded(dir)]);
      expect(await ask(next, 'select 1 as one')).toEqual([{ one: 1 }]);
      database = next;
    }
    await database.release();
    expect(await hasServer(dir)).toBe(false);
  });

  it('can be joined by a second process, and runs on when the first process is killed', async () => {
    const dir = await dirs.create();
    const holder = holdInProcess(dir);
    await holder.sees(/started/);
    const joined = await openEmbedded(dir);
    expect(joined.joined).toBe(true);
    holder.child.kill('SIGKILL');
    await holder.ended;
    expect(await ask(joined, 'select 1 as one')).toEqual([{ one: 1 }]);
    await joined.release();
    expect(await hasServer(dir)).toBe(false);
  });

  it('is found and joined when the only process that used it was killed', async () => {
    const dir = await dirs.create();
    const holder = holdInProcess(dir);
    await holder.sees(/started/);
    holder.child.kill('SIGKILL');
    await holder.ended;
    const found = await openEmbedded(dir);
    expect(found.joined).toBe(true);
    await found.release();
    expect(await hasServer(dir)).toBe(false);
  });

  it('starts even if a crash of the machine has left an old postmaster.pid', async () => {
    const dir = await dirs.create();
    await (await openEmbedded(dir, FAST)).release();
    // The process with this id is not PostgreSQL.
    const mark = ['1', join(dir, 'postgres'), '1700000000', '1', '', '127.0.0.1', '', ''].join('\n');
    await writeFile(join(dir, 'postgres', 'postmaster.pid'), mark);
    const database = await openEmbedded(dir);
    expect(await ask(database, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.release();
  });

  it('can be in a folder that only its owner may enter', async () => {
    const dir = join(await dirs.create(), 'inside');
    await mkdir(dir, { recursive: true });
    await chmod(dirname(dir), 0o700);
    const database = await openEmbedded(dir, FAST);
    expect(await ask(database, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await database.release();
    const again = await openEmbedded(dir);
    await again.release();
    expect(await hasServer(dir)).toBe(false);
  });
});

describe('a data folder with other content', () => {
  it.each([
    ['a file instead of the folder', async (dir: string) => writeFile(dir, 'x')],
    [
      'a file instead of the folder of the database',
      async (dir: string) => {
        await mkdir(dir);
        await writeFile(join(dir, 'postgres'), 'x');
      },
    ],
    [
      'other files in the folder of the database',
      async (dir: string) => {
        await mkdir(join(dir, 'postgres'), { recursive: true });
        await writeFile(join(dir, 'postgres', 'letter.txt'), 'x');
      },
    ],
    [
      'an incomplete database',
      async (dir: string) => {
        await mkdir(join(dir, 'postgres'), { recursive: true });
        await writeFile(join(dir, 'postgres', 'PG_VERSION'), '18\n');
      },
    ],
  ])('is not changed, and the error names DATA_DIR: %s', async (_what, fill) => {
    const dir = await dirs.create();
    await fill(dir);
    await expect(openEmbedded(dir)).rejects.toThrow(`no database in ${dir}/postgres: `);
    await expect(openEmbedded(dir)).rejects.toThrow('set another DATA_DIR');
  });

  it('is refused with the message of PostgreSQL if it has a database of another version', async () => {
    const dir = await dirs.create();
    await (await openEmbedded(dir, FAST)).release();
    await writeFile(join(dir, 'postgres', 'PG_VERSION'), '9\n');
    await expect(openEmbedded(dir)).rejects.toThrow('database files are incompatible with server');
  });
});
