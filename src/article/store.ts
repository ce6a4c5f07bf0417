import { eq, getTableColumns, sql } from 'drizzle-orm';
import { isSeen } from '../access/visibility.js';
import { askedPlace, isAsked } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { defineLookup } from '../item/lookup.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { articles } from './table.js';

/** The columns that only the page of an article needs. The corrections are included, because each page shows them. */
const details = {
  ...getTableColumns(articles),
  corrections: sql<{ text: string; publishedAt: string }[]>`(
    select coalesce(json_agg(json_build_object('text', text, 'publishedAt', published_at) order by published_at, id), '[]')
    from corrections where content_id = articles.content_id)`,
};

/** Selects the details of the requested articles, for `kindDetails`. */
export function selectDetails(db: Database) {
  return db.select(details).from(articles).where(isAsked(articles.contentId));
}

type ArticleDetails = Awaited<ReturnType<typeof selectDetails>>[number];

/** An article. `details` is present if the statement that read the article also read its details. */
interface Article extends ContentItem {
  readonly details?: ArticleDetails;
}

export const articleLoaders = defineLookup(
  'articles',
  (db, { asked, match }) =>
    db
      .select({ asked: askedPlace, item: contentColumns, details })
      .from(asked)
      .innerJoin(contentItems, match(isSeen))
      .innerJoin(articles, eq(articles.contentId, contentItems.id))
      .where(isSeen),
  ({ details, item }): Article => ({ ...item, details }),
);
