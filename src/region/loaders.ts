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
    inLanguage: async (language: string): Promise<Region[]> =>
      (await load()).filter((row) => row.language === language),
  };
}
