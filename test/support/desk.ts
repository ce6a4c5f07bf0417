import { expect } from 'vitest';
import type { TestDatabase } from './database.js';
import { type Payload, runEditorial } from './editorial.js';
import type { TestGateway } from './gateway.js';

export interface Item {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly status: string;
  readonly publishedAt: string | null;
}

/** What editors do in tests, as clients would. */
export function useDesk(gateway: () => TestGateway, database: () => TestDatabase) {
  const asPublisher = () => gateway().as('publisher');

  async function createDraft(input: Record<string, unknown> = {}): Promise<Item> {
    const headline = `Draft ${Math.random().toString(36).slice(2)}`;
    const payload = await runEditorial<Item>(await asPublisher(), 'CreateArticle', { input: { headline, ...input } });
    expect(payload.userErrors).toEqual([]);
    return itemOf(payload);
  }

  async function publish(id: string, at?: Date): Promise<Payload<Item>> {
    return runEditorial<Item>(await asPublisher(), 'PublishArticle', { id, at });
  }

  return {
    createDraft,
    publish,
    createPublished: async (input: Record<string, unknown> = {}): Promise<Item> => {
      const draft = await createDraft(input);
      const payload = await publish(draft.id);
      expect(payload.userErrors).toEqual([]);
      return { ...draft, ...itemOf(payload), version: draft.version + 1 };
    },
    /** The item as readers get it; null when it is absent. */
    read: async (slug: string) => {
      const { data } = await gateway().ask<{ article: Record<string, unknown> | null }>(
        `query ($slug: String!) { article(by: { slug: $slug }) {
          id slug path headline status version publishedAt firstPublishedAt updatedAt corrections { text publishedAt } } }`,
        { slug },
      );
      return data.article;
    },
    /** The log's events of an item, in order. */
    events: async (id: string): Promise<{ change: string; version: number; reason: string | null }[]> => {
      const { rows } = await database().pool.query(
        `select change, version, reason from events where subject = 'CONTENT' and subject_id = $1 order by position`,
        [keyOf(id)],
      );
      return rows;
    },
  };
}

export function itemOf(payload: Payload<Item>): Item {
  const item = payload.article;
  if (!item) throw new Error(`nothing was written: ${JSON.stringify(payload.userErrors)}`);
  return item;
}

/** The database's id of a global id. */
const keyOf = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);
