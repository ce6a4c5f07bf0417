import type { FieldMap, ObjectRef } from '@pothos/core';
import type DataLoader from 'dataloader';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { BlockUnion, withAnchors } from '../body/block-types.js';
import type { Block } from '../body/blocks.js';
import { type Batching, loadNodes } from '../db/batch.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { type Preparable, statement } from '../db/statement.js';
import { builder } from '../graphql/builder.js';
import type { ContentType } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import type { FieldValues, ItemFields } from './field.js';

type SchemaTypes = typeof builder.$inferSchemaTypes;

/** A table with the columns that only one kind of content has. Each item of the kind has one row in the table. */
export type KindTable = PgTable & { readonly contentId: PgColumn; readonly body: PgColumn };

/** The declaration of a kind of content: everything that only this kind has. */
export interface Kind {
  readonly type: ContentType;
  readonly table: KindTable;
  readonly fields: ItemFields;
  /** Columns of `content_items` that are computed from the fields, for cards and filters. */
  readonly columns?: Readonly<Record<string, (item: FieldValues) => unknown>>;
  readonly objectType: ObjectRef<SchemaTypes, ContentItem>;
}

interface KindRow {
  readonly contentId: number;
  readonly body: Block[];
}

/** Makes the resolver of a field that shows one column of the table of a kind. */
type KindDetails<Row> = <Name extends keyof Row>(
  name: Name,
) => (item: ContentItem, args: object, reading: Pick<Reading, 'batch' | 'db'>) => Promise<Row[Name]>;

/**
 * Makes resolvers for the columns of the table of a kind. If an item came without `details`, its row is loaded, with
 * one statement for all these items of a request. The caller must have checked that the request may see the item.
 */
export function kindDetails<Row extends KindRow>(
  name: string,
  build: (db: Database) => Preparable<Row[]>,
): KindDetails<Row> {
  const select = statement(name, build);
  const loaders = new WeakMap<Batching, DataLoader<number, Row | null>>();
  const load = async (
    { details, id }: ContentItem & { readonly details?: Row },
    { batch, db }: Pick<Reading, 'batch' | 'db'>,
  ) => {
    if (details) return details;
    const loader =
      loaders.get(batch) ??
      batch.loadOne(
        (ids) => select(db, { ids }),
        (row) => row.contentId,
      );
    loaders.set(batch, loader);
    const row = await loader.load(id);
    if (!row) throw new Error(`item ${id} has no row for ${name}`);
    return row;
  };
  return (column) => async (item, _args, reading) => (await load(item, reading))[column];
}

interface KindType<Row> {
  readonly description: string;
  readonly body: string;
  readonly details: KindDetails<Row>;
  readonly fields: (t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, ContentItem>) => FieldMap;
}

type LoadBody = (item: ContentItem, args: object, reading: Pick<Reading, 'batch' | 'db'>) => Promise<Block[]>;

const bodies = new Map<ContentType, LoadBody>();

/** Loads the body of an item of any kind. The caller must have checked that the request may see the item. */
export async function loadBody(item: ContentItem, reading: Pick<Reading, 'batch' | 'db'>): Promise<Block[]> {
  return (await bodies.get(item.type)?.(item, {}, reading)) ?? [];
}

/** Defines the GraphQL type of a kind, which implements ContentItem and has a body. */
export function defineKindType<Row extends KindRow>(
  type: ContentType,
  ref: ObjectRef<SchemaTypes, ContentItem>,
  { body, description, details, fields }: KindType<Row>,
): void {
  const bodyOf = details('body');
  bodies.set(type, bodyOf);
  builder.node(ref, {
    description,
    interfaces: [ContentItemInterface],
    id: { resolve: ({ id }) => id },
    loadMany: async (ids, context) => {
      const items = await loadNodes(context.loaders.item.byId, ids);
      return items.map((item) => (item?.type === type ? item : null));
    },
    fields: (t) => ({
      ...fields(t),
      body: t.field({
        type: [BlockUnion],
        description: body,
        resolve: async (item, args, context) => withAnchors(await bodyOf(item, args, context)),
      }),
    }),
  });
}
