import { pgTable } from 'drizzle-orm/pg-core';
import { jsonList } from '../db/columns.js';
import type { Image } from '../image/image.js';
import { kindColumns } from '../item/table.js';

export const galleries = pgTable('galleries', { ...kindColumns(), images: jsonList<Image>('images') });
