import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { jsonList } from '../db/columns.js';
import type { Source } from '../fields/field-types.js';
import { kindColumns } from '../item/table.js';
import type { Audio } from './kind.js';

export const articles = pgTable('articles', {
  ...kindColumns(),
  dateline: text('dateline'),
  sources: jsonList<Source>('sources'),
  audio: jsonb('audio').$type<Audio>(),
});
