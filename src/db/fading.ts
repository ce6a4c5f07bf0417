import { type SQL, sql } from 'drizzle-orm';

/** The largest exponent. `exp(-100)` is as good as 0. Without a bound, PostgreSQL raises an error at about `exp(-745)`. */
const MOST = sql.raw('100');

/**
 * Returns SQL for a factor that falls from 1 to 0 with a number of days: `exp(-days / span)`. Any number of days is
 * safe. Days before the beginning count as 0.
 */
export const fading = (days: SQL, span: SQL): SQL => sql`exp(-least(greatest(${days} / ${span}, 0), ${MOST}))`;
