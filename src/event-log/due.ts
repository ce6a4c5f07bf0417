import { type SQL, sql } from 'drizzle-orm';

/** A table with rows that become public or expire at a set time. */
type DueTable = 'content_items' | 'breaking_items' | 'live_blog_posts';

/** A due row. */
export type DueRow = { readonly id: string; readonly version: number };

/**
 * Lists the rows that have become public or have expired, by table. Each condition has its own index. `touch` changes
 * no value, but runs the trigger that writes the event, because `touch` sets a column of the trigger.
 */
export function listDue(now: Date, setAside: SetAsideRows) {
  const time = sql`${now.toISOString()}::timestamptz`;
  const due = (table: DueTable, condition: SQL) => ({
    table,
    due: sql`select id from ${sql.identifier(table)} where (${condition})${setAside.except(table, now)}`,
  });
  return [
    {
      touch: sql`update content_items set state = state`,
      ...due(
        'content_items',
        sql`(state = 'RELEASED' and logged_version is null and visible_from <= ${time})
          or (logged_version > 0 and expires_at is not null and expires_at <= ${time})`,
      ),
    },
    {
      touch: sql`update breaking_items set status = status`,
      ...due(
        'breaking_items',
        sql`(logged_version is null and published_at <= ${time}) or (logged_version > 0 and expires_at <= ${time})`,
      ),
    },
    {
      touch: sql`update live_blog_posts set version = version`,
      ...due('live_blog_posts', sql`logged_version is null and published_at <= ${time}`),
    },
  ];
}

/** A row whose event could not be written is tried again after this time. */
const AGAIN_MS = 600_000;

/** The due rows whose events could not be written. The clock leaves them out for 10 minutes, or until they change. */
export class SetAsideRows {
  readonly #rows = new Map<DueTable, (DueRow & { readonly until: number })[]>();

  add(table: DueTable, row: DueRow, now: Date): void {
    this.#rows.set(table, [...(this.#rows.get(table) ?? []), { ...row, until: now.getTime() + AGAIN_MS }]);
  }

  /** Returns a condition that leaves the rows of a table out. It is empty if there are none. */
  except(table: DueTable, now: Date): SQL {
    const rows = (this.#rows.get(table) ?? []).filter(({ until }) => now.getTime() < until);
    this.#rows.set(table, rows);
    if (rows.length === 0) return sql``;
    const ids = sql.param(rows.map(({ id }) => id));
    return sql` and (id, version) not in (
      select * from unnest(${ids}::bigint[], ${sql.param(rows.map(({ version }) => version))}::int[]))`;
  }
}
