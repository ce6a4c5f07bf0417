import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { writeLogged } from '../../src/writing/log.js';
import { useDatabase } from '../support/database.js';
import { useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const maker = useMaker(database);
const writing = { actor: 'test', action: 'UPDATED', now: NOW } as const;

/** Changes a public article. */
const CHANGE = 'update content_items set version = version + 1 where id = $1';

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database().url });
  await client.connect();
  return client;
}

const positionsSince = async (position: number): Promise<number[]> => {
  const { rows } = await database().pool.query(
    'select position::int from events where position > $1 order by position',
    [position],
  );
  return rows.map((row) => row.position);
};

const head = async () => (await positionsSince(0)).at(-1) ?? 0;

describe('the event log', () => {
  it('has its events in the order of the commits, even if transactions began in another order', async () => {
    const [early, late] = [await maker().article({ headline: 'Early' }), await maker().article({ headline: 'Late' })];
    const start = await head();
    const [first, second] = [await connect(), await connect()];
    await first.query('begin');
    await first.query(CHANGE, [early.id]);
    await second.query('begin');
    await second.query(CHANGE, [late.id]);
    await second.query('commit');
    const between = await positionsSince(start);
    expect(between).toHaveLength(1);
    await first.query('commit');
    const after = await positionsSince(start);
    expect(after.slice(0, 1)).toEqual(between);
    expect(after).toHaveLength(2);
    await Promise.all([first.end(), second.end()]);
  });

  it('is not delayed by an idle transaction that has written', async () => {
    const [held, free] = [await maker().article({ headline: 'Held' }), await maker().article({ headline: 'Free' })];
    const start = await head();
    const idle = await connect();
    await idle.query('begin');
    await idle.query(CHANGE, [held.id]);
    const { position } = await writeLogged(database().pool, writing, (db) =>
      db.execute(`${CHANGE.replace('$1', String(free.id))}`),
    );
    expect(await positionsSince(start)).toEqual([position]);
    await idle.query('rollback');
    await idle.end();
    expect(await positionsSince(start)).toEqual([position]);
  });

  it('ends with the position that a write returns: that of the last event of its transaction', async () => {
    const { id } = await maker().article({ headline: 'Cursor' });
    const { position } = await writeLogged(database().pool, writing, (db) =>
      db.execute(CHANGE.replace('$1', String(id))),
    );
    expect(position).toBe(await head());
    const nothing = await writeLogged(database().pool, writing, async () => {});
    expect(nothing.position).toBe(position);
  });

  it('has no event of a transaction that was rolled back', async () => {
    const start = await head();
    const failing = writeLogged(database().pool, writing, async (db) => {
      await db.execute(`update content_items set version = version + 1`);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await positionsSince(start)).toEqual([]);
  });
});
