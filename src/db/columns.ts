import { jsonb, timestamp } from 'drizzle-orm/pg-core';

/**
 * A column for a moment. It stores milliseconds, as JavaScript's dates do. With PostgreSQL's usual microseconds, a cursor that
 * is made from a date would not equal the stored value.
 */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A column for a list of JSON values. The list is empty by default. */
export const jsonList = <Entry>(name: string) => jsonb(name).$type<Entry[]>().notNull().default([]);
