import { eq, getTableColumns, sql } from 'drizzle-orm';
import { isSeen, sightValues } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Sight } from '../db/reading.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { isAsked } from '../fields/kind.js';
import { askedPaths, type ContentItem, contentColumns, isAtAskedPath, isOfAskedSlug } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { articles } from './table.js';

/** What only an article's own page needs. Corrections come in the same row: there are few, and each page shows them. */
const details = {
  ...getTableColumns(articles),
  corrections: sql<{ text: string; publishedAt: string }[]>`(
    select coalesce(json_agg(json_build_object('text', text, 'publishedAt', published_at) order by published_at, id), '[]')
    from corrections where content_id = articles.content_id)`,
};

/** Selects the details of the articles that are asked for: see `kindDetails`. */
export function selectDetails(db: Database) {
  return db.select(details).from(articles).where(isAsked(articles.contentId));
}

/** `asked` is the list of what is looked for, `match` how it finds its item. */
const selectArticles = (name: string, asked: ReturnType<typeof sql>, match: ReturnType<typeof sql>) =>
  statement(name, (db) =>
    db
      .select({ asked: askedPlace, item: contentColumns, details })
      .from(asked)
      .innerJoin(contentItems, match)
      .innerJoin(articles, eq(articles.contentId, contentItems.id))
      .where(isSeen),
  );

const selectBySlug = selectArticles('articles_by_slug', askedSlugs, isOfAskedSlug);
const selectByPath = selectArticles('articles_by_path', askedPaths, isAtAskedPath);
const selectById = selectArticles(
  'articles_by_id',
  sql`unnest(${sql.placeholder('ids')}::bigint[]) with ordinality as asked(id, place)`,
  sql`${contentItems.id} = asked.id`,
);

export type ArticleDetails = Awaited<ReturnType<typeof selectDetails>>[number];

/** An article; with its details where one statement read both. */
export interface Article extends ContentItem {
  readonly details?: ArticleDetails;
}

/** In the order asked; null in the place of what is not there or not public. */
export async function findArticlesBySlug(
  db: Database,
  sight: Sight,
  keys: readonly SlugKey[],
): Promise<(Article | null)[]> {
  return inOrder(keys.length, await selectBySlug(db, { ...sightValues(sight), ...slugValues(keys) }));
}

/** By their canonical paths, or by ones that they had. */
export async function findArticlesByPath(
  db: Database,
  sight: Sight,
  paths: readonly string[],
): Promise<(Article | null)[]> {
  return inOrder(paths.length, await selectByPath(db, { ...sightValues(sight), paths }));
}

export async function findArticlesById(
  db: Database,
  sight: Sight,
  ids: readonly number[],
): Promise<(Article | null)[]> {
  return inOrder(ids.length, await selectById(db, { ...sightValues(sight), ids }));
}

function inOrder(count: number, rows: Awaited<ReturnType<typeof selectById>>): (Article | null)[] {
  return inOrderAsked(
    count,
    rows.map(({ asked, details, item }) => ({ asked, row: { ...item, details } })),
  );
}
