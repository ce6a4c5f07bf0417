import type { Reading } from '../db/reading.js';
import { findSections, type Section } from './store.js';

/** The sections of one request: read whole, once, when the first is asked for. */
export function sectionLoaders({ batch, db }: Reading) {
  let byId: Promise<ReadonlyMap<number, Section>> | undefined;
  const load = () => {
    byId ??= batch.track(findSections(db)).then((rows) => new Map(rows.map((row) => [row.id, row])));
    return byId;
  };
  return {
    byId: async (id: number | null): Promise<Section | null> => (id === null ? null : ((await load()).get(id) ?? null)),
    childrenOf: async (id: number): Promise<Section[]> =>
      [...(await load()).values()].filter((row) => row.parentId === id),
  };
}
