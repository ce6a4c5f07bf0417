import type { SlugKey } from './asked.js';
import type { Reading } from './reading.js';

/**
 * Loads a small table once in a request, with all its rows. One page needs many of the rows, at several depths. Rows
 * that the request may not see are left out, but for the rows that items refer to.
 */
export function loadSmallTable<Row extends SlugKey & { readonly id: number; readonly isSeen: boolean }>(
  batch: Reading['batch'],
  find: () => Promise<Row[]>,
) {
  let rows: Promise<ReadonlyMap<number, Row>> | undefined;
  const load = () => {
    rows ??= batch.track(find()).then((found) => new Map(found.map((row) => [row.id, row])));
    return rows;
  };
  const filter = async (isWanted: (row: Row) => boolean) =>
    [...(await load()).values()].filter((row) => row.isSeen && isWanted(row));
  return {
    load,
    filter,
    byId: async (id: number): Promise<Row | null> => {
      const row = (await load()).get(id);
      return row?.isSeen ? row : null;
    },
    /** Loads the row to which an item or another row refers. Whoever sees the reference may see the row. */
    referredTo: async (id: number | null): Promise<Row | null> =>
      id === null ? null : ((await load()).get(id) ?? null),
    bySlug: async ({ language, slug }: SlugKey): Promise<Row | null> =>
      (await filter((row) => row.language === language && row.slug === slug))[0] ?? null,
    /** Loads the rows of one language, or of every language if `language` is null. */
    inLanguage: (language: string | null) => filter((row) => language === null || row.language === language),
    /**
     * Loads the ids of the rows with these slugs in one language, or in every language if `language` is null. For a
     * filter of items, hidden rows are found too: no public item has them yet, but a subscription may wait for one.
     */
    idsOf: async (slugs: readonly string[], language: string | null) =>
      [...(await load()).values()]
        .filter((row) => slugs.includes(row.slug) && (language === null || row.language === language))
        .map(({ id }) => id),
  };
}
