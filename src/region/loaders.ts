import type { Reading } from '../db/reading.js';
import { findRegions, type Region } from './store.js';

/** The regions of one request: read whole, once, when the first is asked for. */
export function regionLoaders({ batch, db }: Reading) {
  let rows: Promise<Region[]> | undefined;
  const load = () => {
    rows ??= batch.track(findRegions(db));
    return rows;
  };
  return {
    byId: async (id: number | null): Promise<Region | null> =>
      id === null ? null : ((await load()).find((row) => row.id === id) ?? null),
    byIds: async (ids: readonly number[]): Promise<Region[]> => {
      if (ids.length === 0) return [];
      const all = await load();
      return ids.flatMap((id) => all.find((row) => row.id === id) ?? []);
    },
    /** In every language for null. */
    inLanguage: async (language: string | null): Promise<Region[]> =>
      (await load()).filter((row) => language === null || row.language === language),
    bySlug: async (language: string, slug: string): Promise<Region | null> =>
      (await load()).find((row) => row.language === language && row.slug === slug) ?? null,
    /** In every language for null. */
    idsOf: async (slugs: readonly string[], language: string | null): Promise<number[]> =>
      (await load())
        .filter((row) => slugs.includes(row.slug) && (language === null || row.language === language))
        .map((row) => row.id),
  };
}
