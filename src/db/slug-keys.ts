import { sql } from 'drizzle-orm';

/** What names a row of a table whose slugs are unique within a language. */
export interface SlugKey {
  readonly language: string;
  readonly slug: string;
}

/** A key as a loader remembers it. */
export const slugCacheKey = ({ language, slug }: SlugKey): string => `${language} ${slug}`;

/** The names that a statement is asked for, as rows `asked(language, slug, place)`: one array each, whatever their number. */
export const askedSlugs = sql`unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('slugs')}::text[])
  with ordinality as asked(language, slug, place)`;

/** Which of them a row answers, from 1. */
export const askedPlace = sql<number>`asked.place::int`;

export function slugValues(keys: readonly SlugKey[]): { languages: string[]; slugs: string[] } {
  return { languages: keys.map((key) => key.language), slugs: keys.map((key) => key.slug) };
}

/** The rows in the order asked; null in the place of what isn't there. */
export function inOrderAsked<Row>(
  count: number,
  rows: readonly { readonly asked: number; readonly row: Row }[],
): (Row | null)[] {
  const answers = new Array<Row | null>(count).fill(null);
  for (const { asked, row } of rows) answers[asked - 1] = row;
  return answers;
}
