import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { findScannedTables } from '../support/plans.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

/** What grows with the archive. Sections, regions and the site's settings don't: they are read whole on purpose. */
const CONTENT_TABLES = [
  ...['content_items', 'articles', 'content_authors', 'content_tags', 'content_regions', 'corrections', 'path_aliases'],
  ...['related_content', 'content_views', 'collection_items', 'breaking_items', 'authors', 'tags'],
];

/** Twenty thousand more articles, as large archives have them: a few tags and authors are everywhere, most are rare. */
beforeAll(async () => {
  await database().pool.query(`
    with section as (select array_agg(id) as ids from sections where language = 'en'), added as (
      insert into content_items (type, language, slug, path, headline, section_id, state, published_at, updated_at)
      select 'ARTICLE', 'en', 'old-' || n, '/news/old-' || n, 'Old ' || n, ids[1 + n % cardinality(ids)], 'RELEASED',
        '2026-03-01'::timestamptz - n * interval '1 hour', now()
      from generate_series(1, 20000) as n, section returning id
    ), bodies as (
      insert into articles (content_id) select id from added
    ), named as (
      insert into authors (language, slug, name) select 'en', 'writer-' || n, 'Writer ' || n from generate_series(1, 3000) as n
    ), topics as (
      insert into tags (language, slug, name, kind) select 'en', 'topic-' || n, 'Topic ' || n, 'SUBJECT' from generate_series(1, 3000) as n
    )
    select 1`);
  await database().pool.query(`
    insert into content_authors (content_id, author_id, position)
    select c.id, a.id, 0 from content_items c join authors a on a.slug = 'writer-' || (1 + c.id % 3000) where c.slug like 'old-%'`);
  await database().pool.query(`
    insert into content_tags (content_id, tag_id, position)
    select c.id, t.id, 0 from content_items c join tags t on t.slug = 'topic-' || (1 + c.id % 3000) where c.slug like 'old-%'
    union all
    select c.id, t.id, 1 from content_items c cross join tags t where c.slug like 'old-%' and t.language = 'en' and t.slug = 'flooding' and c.id % 4 = 0`);
  await database().pool.query(`
    insert into content_views (content_id, hour, views)
    select id, date_trunc('hour', '2026-03-23 12:00+00'::timestamptz) - (id % 700) * interval '1 hour', 1 from content_items where slug like 'old-%'`);
  await database().pool.query(`
    insert into corrections (content_id, text, published_at) select id, 'A name was wrong.', now() from content_items where slug like 'old-%';
    insert into path_aliases (path, content_id) select '/former/' || slug, id from content_items where slug like 'old-%';
    insert into related_content (content_id, related_id, position) select id, id - 1, 0 from content_items where slug like 'old-%' and id % 3 = 0;
    insert into collections (language, slug, title, position) select 'en', 'old-' || n, 'Old ' || n, n from generate_series(10, 500) as n;
    insert into collection_items (collection_id, content_id, position)
      select k.id, c.id, 9 from content_items c join collections k on k.slug = 'old-' || (10 + c.id % 490) where c.slug like 'old-%';
    insert into breaking_items (language, text, published_at, updated_at, expires_at)
      select 'en', 'Line ' || n, '2026-03-22'::timestamptz - n * interval '1 hour', now(), '2026-03-23'::timestamptz - n * interval '1 hour'
      from generate_series(1, 20000) as n`);
  await database().pool.query('vacuum analyze');
});

describe('with twenty thousand articles', () => {
  it.each(['assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting', 'old-17', 'old-12000'])(
    'no statement of ArticlePage for %s reads a table of content from end to end',
    async (slug) => {
      const { statements } = database();
      statements.length = 0;
      const { errors } = await gateway().ask(await readOperation('ArticlePage'), { slug, language: 'en' });
      expect(errors).toBeUndefined();
      const sent = [...statements];
      expect(sent.length).toBeGreaterThan(8);
      expect(sent.length).toBeLessThanOrEqual(16);
      for (const statement of sent) {
        const scanned = await findScannedTables(database(), statement);
        expect(
          scanned.filter((table) => CONTENT_TABLES.includes(table)),
          statement.sql,
        ).toEqual([]);
      }
    },
  );
});
