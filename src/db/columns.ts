import { timestamp } from 'drizzle-orm/pg-core';

/** A moment with its zone, to the millisecond: what JavaScript holds, so that a cursor made from it compares exactly. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
