import type { Database } from '../db/client.js';
import { findSections, type Section } from './store.js';

/** The sections of one request: read whole, once, when the first is asked for. */
export function sectionLoaders(db: Database) {
  let byId: Promise<ReadonlyMap<number, Section>> | undefined;
  const load = () => {
    byId ??= findSections(db).then((rows) => new Map(rows.map((row) => [row.id, row])));
    return byId;
  };
  return {
    byId: async (id: number | null): Promise<Section | null> => (id === null ? null : ((await load()).get(id) ?? null)),
    childrenOf: async (id: number): Promise<Section[]> =>
      [...(await load()).values()].filter((row) => row.parentId === id),
  };
}
