import { getTableColumns, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { statement } from '../db/statement.js';
import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import { tags } from '../tag/table.js';
import { TagType } from '../tag/type.js';

const MOST_RELATED_TAGS = 50;

/** The number of a tag's newest public items whose other tags are counted. Older items say little about today. */
const EXAMINED_ITEMS = sql.raw('500');

/** Selects the tags that are most often used together with each requested tag. `of` is the id of the requested tag. */
export const selectRelatedTags = statement('related_tags', (db) =>
  db
    .select({ of: sql<number>`together.of_id`, ...getTableColumns(tags) })
    .from(
      sql`(
        select asked.id as of_id, used.tag_id, used.count from unnest(${sql.placeholder('ids')}::int[]) as asked(id)
        cross join lateral (
          select other.tag_id, count(*) from (
            select content_items.id from content_tags as link
            join content_items on content_items.id = link.content_id
            where link.tag_id = asked.id and ${isPublic}
            order by link.published_at desc, link.content_id desc limit ${EXAMINED_ITEMS}
          ) as newest
          join content_tags as other on other.content_id = newest.id and other.tag_id <> asked.id
          group by other.tag_id order by count(*) desc, other.tag_id limit ${sql.raw(String(MOST_RELATED_TAGS))}
        ) as used
      ) as together`,
    )
    .innerJoin(tags, sql`${tags.id} = together.tag_id`)
    .orderBy(sql`together.of_id, together.count desc, ${tags.id}`),
);

builder.objectField(TagType, 'relatedTags', (t) =>
  t.field({
    type: [TagType],
    description: 'The other tags of the newest items with this tag, the most frequent first.',
    args: { first: t.arg.int({ defaultValue: 8, description: `The number of tags, from 1 to ${MOST_RELATED_TAGS}.` }) },
    resolve: async ({ id }, { first }, { loaders }) =>
      (await loaders.list.relatedTags.load(id)).slice(0, readSize('first', first ?? 8, MOST_RELATED_TAGS)),
  }),
);
