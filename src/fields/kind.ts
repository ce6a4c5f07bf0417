import type { ObjectRef } from '@pothos/core';
import type DataLoader from 'dataloader';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Batching } from '../db/batch.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { type Preparable, statement } from '../db/statement.js';
import type { builder } from '../graphql/builder.js';
import type { ContentType } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import type { FieldValues, ItemFields } from './field.js';

/** A table with the columns that only one kind of content has. Each item of the kind has one row in the table. */
export type KindTable = PgTable & { readonly contentId: PgColumn; readonly body: PgColumn };

/** The declaration of a kind of content: everything that only this kind has. */
export interface Kind {
  readonly type: ContentType;
  readonly table: KindTable;
  /** The fields that only this kind has. */
  readonly fields: ItemFields;
  /** Columns of `content_items` that are computed from the fields, for cards and filters. */
  readonly columns?: Readonly<Record<string, (item: FieldValues) => unknown>>;
  readonly objectType: ObjectRef<typeof builder.$inferSchemaTypes, ContentItem>;
}

/**
 * Makes a function for resolvers that reads an item's row in the table of its kind. One statement reads the rows of all
 * items of a request. Every item has such a row, because both rows are written in one transaction. The caller must have
 * checked that the request may see the item.
 */
export function kindDetails<Row extends { readonly contentId: number }>(
  name: string,
  build: (db: Database) => Preparable<Row[]>,
): (item: ContentItem, reading: Pick<Reading, 'batch' | 'db'>) => Promise<Row> {
  const select = statement(name, build);
  const loaders = new WeakMap<Batching, DataLoader<number, Row | null>>();
  return async ({ id }, { batch, db }) => {
    let loader = loaders.get(batch);
    if (!loader) {
      loader = batch.loadOne(
        (ids) => select(db, { ids }),
        ({ contentId }) => contentId,
      );
      loaders.set(batch, loader);
    }
    const row = await loader.load(id);
    if (!row) throw new Error(`item ${id} has no row for ${name}`);
    return row;
  };
}
