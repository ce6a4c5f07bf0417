import pg from 'pg';

/** Tables that a migration puts a row of its own into. */
const FILLED_BY_MIGRATIONS = ['log_pruning'];

/** Whether nobody has written anything into the database: no table of its schema has a row, whatever it is for. */
export async function isUntouched(client: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
      and relname <> all($1)`,
    [FILLED_BY_MIGRATIONS],
  );
  const isAnyFilled = tables.map(({ name }) => `exists (select from ${pg.escapeIdentifier(name)})`).join(' or ');
  const { rows } = await client.query<{ touched: boolean }>(`select ${isAnyFilled || 'false'} as touched`);
  return rows[0]?.touched === false;
}
