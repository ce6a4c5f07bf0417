import { pgTable, text } from 'drizzle-orm/pg-core';
import { jsonList } from '../db/columns.js';
import { kindColumns } from '../item/table.js';
import type { Caption, Rendition } from './kind.js';

export const videos = pgTable('videos', {
  ...kindColumns(),
  renditions: jsonList<Rendition>('renditions'),
  captions: jsonList<Caption>('captions'),
  embedUrl: text('embed_url'),
});
