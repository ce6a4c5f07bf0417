import type { Reading } from '../db/reading.js';
import { findSections, type Section } from './store.js';

/** The sections of one request: read whole, once, when the first is asked for. */
export function sectionLoaders({ batch, db }: Reading) {
  let byId: Promise<ReadonlyMap<number, Section>> | undefined;
  const load = () => {
    byId ??= batch.track(findSections(db)).then((rows) => new Map(rows.map((row) => [row.id, row])));
    return byId;
  };
  /** The sections and all below them. */
  const within = (all: ReadonlyMap<number, Section>, ids: readonly number[]): number[] => {
    const found = new Set(ids);
    // A set's walk comes to what is added on the way.
    for (const id of found) for (const row of all.values()) if (row.parentId === id) found.add(row.id);
    return [...found];
  };
  return {
    /** A section and all below it. */
    withDescendants: async (id: number): Promise<number[]> => within(await load(), [id]),
    /** Those of the slugs and all below them; in every language for null. */
    idsWithin: async (slugs: readonly string[], language: string | null): Promise<number[]> => {
      const all = await load();
      const named = [...all.values()].filter(
        (row) => slugs.includes(row.slug) && (language === null || row.language === language),
      );
      return within(
        all,
        named.map((row) => row.id),
      );
    },
    bySlug: async (language: string, slug: string): Promise<Section | null> =>
      [...(await load()).values()].find((row) => row.language === language && row.slug === slug) ?? null,
    /** In every language for null. */
    inLanguage: async (language: string | null): Promise<Section[]> =>
      [...(await load()).values()].filter((row) => language === null || row.language === language),
    byId: async (id: number | null): Promise<Section | null> => (id === null ? null : ((await load()).get(id) ?? null)),
    childrenOf: async (id: number): Promise<Section[]> =>
      [...(await load()).values()].filter((row) => row.parentId === id),
  };
}
