import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo } from '../support/make.js';
import { askPage, type Place } from '../support/pages.js';

const database = useDatabase();
const gateway = useGateway(database);

describe('a list that changes while somebody pages through it', () => {
  interface Item {
    readonly id: string;
    readonly key: readonly [number, number];
    isPublic: boolean;
  }

  /** Articles by one author: half of them in a section, half in its subsection. Each article has one or two tags. */
  class Shelf {
    readonly items: Item[] = [];
    readonly changed = new Set<string>();

    constructor(private readonly name: string) {}

    async open(minutes: readonly number[]): Promise<void> {
      await database().pool.query(
        `with top as (insert into sections (language, slug, name, path) values ('en', $1, $1, '/' || $1) returning id), below as (
          insert into sections (language, slug, name, path, parent_id) select 'en', $1 || '-below', $1, '/' || $1 || '/below', id from top
        ), author as (insert into authors (language, slug, name) values ('en', $1, $1))
        insert into tags (language, slug, name, kind) select 'en', $1 || tag, $1 || tag, 'SUBJECT' from unnest('{a,b}'::text[]) as tag`,
        [this.name],
      );
      await this.insert(minutes);
      this.changed.clear();
    }

    async insert(minutes: readonly number[]): Promise<void> {
      const dates = minutes.map((minute) => new Date(hoursAgo(2).getTime() + minute * 60_000));
      const { rows } = await database().pool.query<{ id: string; published_at: Date }>(
        `insert into content_items (type, language, slug, path, headline, section_id, state, published_at, updated_at)
        select 'ARTICLE', 'en', name, '/' || name, name, (select id from sections where slug = $1 || case when n % 2 = 0 then '-below' else '' end),
          'RELEASED', date, date
        from (select *, $1 || '-' || n + $2 as name from unnest($3::timestamptz[]) with ordinality as given(date, n)) as new order by n
        returning id, published_at`,
        [this.name, this.items.length, dates],
      );
      const ids = rows.map((row) => row.id);
      await database().pool.query(
        `with written as (
          insert into content_authors (content_id, author_id, position) select unnest($2::bigint[]), id, 0 from authors where slug = $1
        )
        insert into content_tags (content_id, tag_id, position)
        select item, tags.id, 0 from unnest($2::bigint[]) as item join tags on tags.slug in ($1 || 'a', $1 || 'b')
        where item % 3 = 0 or (item % 3 = 1) = (tags.slug = $1 || 'a')`,
        [this.name, ids],
      );
      for (const { id, published_at } of rows) {
        const item = { id: globalId(id), key: [published_at.getTime(), Number(id)] as const, isPublic: true };
        this.items.push(item);
        this.changed.add(item.id);
      }
    }

    /** Withdraws a public item, or releases a withdrawn item. */
    async toggle(index: number): Promise<void> {
      const item = this.items[index % this.items.length];
      if (!item) return;
      item.isPublic = !item.isPublic;
      this.changed.add(item.id);
      const state = item.isPublic ? 'RELEASED' : 'WITHDRAWN';
      await database().pool.query('update content_items set state = $2 where id = $1', [item.key[1], state]);
    }

    list(kind: (typeof KINDS)[number], order: string): string {
      const fields = {
        root: `contentItems LIST(filter: { sections: "${this.name}" } orderBy: ${order})`,
        tags: `contentItems LIST(filter: { tags: { anyOf: ["${this.name}a", "${this.name}b"] } } orderBy: ${order})`,
        section: `section(slug: "${this.name}") { contentItems LIST(orderBy: ${order}) }`,
        author: `author(slug: "${this.name}") { articles LIST(orderBy: ${order}) }`,
      };
      return fields[kind];
    }
  }

  const KINDS = ['root', 'tags', 'section', 'author'] as const;
  const globalId = (id: string) => Buffer.from(`Article:${id}`).toString('base64');
  const compareKeys = ([a, id]: Item['key'], [b, other]: Item['key']) => a - b || id - other;
  const minute = fc.integer({ min: 0, max: 12 });
  const change = fc.oneof(
    fc.record({ insert: fc.array(minute, { minLength: 1, maxLength: 3 }) }),
    fc.record({ toggle: fc.nat({ max: 1000 }) }),
  );
  let runs = 0;

  it.each(['forward', 'backward'] as const)(
    'shows each unchanged item exactly once and in order, and says correctly whether a page follows: %s',
    async (way) => {
      const isBackward = way === 'backward';
      await fc.assert(
        fc.asyncProperty(
          fc.array(minute, { maxLength: 30 }),
          fc.constantFrom(...KINDS),
          fc.boolean(),
          fc.array(fc.record({ size: fc.integer({ min: 1, max: 6 }), changes: fc.array(change, { maxLength: 3 }) })),
          async (minutes, kind, isDescending, steps) => {
            runs += 1;
            const shelf = new Shelf(`shelf-${runs}`);
            await shelf.open(minutes);
            const atStart = shelf.items.map((item) => item.id);
            const field = shelf.list(kind, isDescending ? 'PUBLISHED_AT_DESC' : 'PUBLISHED_AT_ASC');
            const inOrder = () =>
              shelf.items.toSorted((a, b) => (isDescending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
            const seen: string[] = [];
            let cursor: string | null = null;
            let last: string | undefined;
            for (let step = 0; ; step += 1) {
              const size = steps[step]?.size ?? 4;
              const place: Place = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
              const { edges, pageInfo } = await askPage(gateway(), field, place);
              const ids = edges.map((edge) => edge.node.id);
              const all = inOrder();
              const from = all.findIndex((item) => item.id === last);
              const [passed, ahead] = isBackward
                ? [last === undefined ? [] : all.slice(from), last === undefined ? all : all.slice(0, from)]
                : [all.slice(0, from + 1), all.slice(from + 1)];
              const isPublic = ahead.filter((item) => item.isPublic).map((item) => item.id);
              expect(ids).toEqual(isBackward ? isPublic.slice(-size) : isPublic.slice(0, size));
              const [isMore, isLess] = [isPublic.length > size, passed.some((item) => item.isPublic)];
              expect([pageInfo.hasNextPage, pageInfo.hasPreviousPage]).toEqual(
                isBackward ? [isLess, isMore] : [isMore, isLess],
              );
              seen.splice(isBackward ? 0 : seen.length, 0, ...ids);
              if (!isMore) break;
              cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
              last = isBackward ? ids[0] : ids.at(-1);
              for (const made of steps[step]?.changes ?? []) {
                if ('insert' in made) await shelf.insert(made.insert);
                else await shelf.toggle(made.toggle);
              }
            }
            expect(new Set(seen).size).toBe(seen.length);
            const unchanged = inOrder()
              .map((item) => item.id)
              .filter((id) => atStart.includes(id) && !shelf.changed.has(id));
            expect(seen.filter((id) => unchanged.includes(id))).toEqual(unchanged);
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});
