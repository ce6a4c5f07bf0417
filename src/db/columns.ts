import { timestamp } from 'drizzle-orm/pg-core';

/** A moment with its zone. It has milliseconds, as JavaScript's dates do, so that cursors made from it compare exactly. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
