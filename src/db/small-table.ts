import type { SlugKey } from './asked.js';
import type { Reading } from './reading.js';

/** Loads a small table once in a request, with all its rows. One page needs many of the rows, at several depths. */
export function loadSmallTable<Row extends SlugKey & { readonly id: number }>(
  batch: Reading['batch'],
  find: () => Promise<Row[]>,
) {
  let rows: Promise<ReadonlyMap<number, Row>> | undefined;
  const load = () => {
    rows ??= batch.track(find()).then((found) => new Map(found.map((row) => [row.id, row])));
    return rows;
  };
  const filter = async (isWanted: (row: Row) => boolean) => [...(await load()).values()].filter(isWanted);
  return {
    load,
    filter,
    byId: async (id: number | null): Promise<Row | null> => (id === null ? null : ((await load()).get(id) ?? null)),
    bySlug: async ({ language, slug }: SlugKey): Promise<Row | null> =>
      (await filter((row) => row.language === language && row.slug === slug))[0] ?? null,
    /** Loads the rows of one language, or of every language if `language` is null. */
    inLanguage: (language: string | null) => filter((row) => language === null || row.language === language),
    /** Loads the rows with these slugs in one language, or in every language if `language` is null. */
    withSlugs: (slugs: readonly string[], language: string | null) =>
      filter((row) => slugs.includes(row.slug) && (language === null || row.language === language)),
  };
}
