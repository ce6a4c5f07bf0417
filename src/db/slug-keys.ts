import { sql } from 'drizzle-orm';

/** The key of a row in a table whose slugs are unique within a language. */
export interface SlugKey {
  readonly language: string;
  readonly slug: string;
}

/** The key under which a loader caches a row. */
export const slugCacheKey = ({ language, slug }: SlugKey): string => `${language} ${slug}`;

/**
 * The requested keys, as rows `asked(language, slug, place)`. The keys are sent as two arrays, so that one prepared statement
 * serves any number of keys.
 */
export const askedSlugs = sql`unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('slugs')}::text[])
  with ordinality as asked(language, slug, place)`;

/** The position of a row's key among the requested keys, from 1. */
export const askedPlace = sql<number>`asked.place::int`;

/** The values for the placeholders of `askedSlugs`. */
export function slugValues(keys: readonly SlugKey[]): { languages: string[]; slugs: string[] } {
  return { languages: keys.map((key) => key.language), slugs: keys.map((key) => key.slug) };
}

/** Sorts rows in the order of the requested keys, with null for a missing row. */
export function inOrderAsked<Row>(
  count: number,
  rows: readonly { readonly asked: number; readonly row: Row }[],
): (Row | null)[] {
  const answers = new Array<Row | null>(count).fill(null);
  for (const { asked, row } of rows) answers[asked - 1] = row;
  return answers;
}
