import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { builder } from '../graphql/builder.js';
import type { ContentType } from '../item/kind-names.js';
import { ContentTypeEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import type { Section } from '../section/store.js';
import { SectionType } from '../section/type.js';
import type { Tag } from '../tag/store.js';
import { TagType } from '../tag/type.js';
import { allOf, type ContentScope, conditionsOf } from './scope.js';

/** Only the newest items of a list are counted, at most this many. A total of this number means this many or more. */
const COUNTED = 100_000;
/** The most items of a list whose tags are counted. The number is lower, because an item has several tags. */
const COUNTED_FOR_TAGS = 10_000;
/** A list has counts for at most this many sections and at most this many tags. */
const MOST_FACETS = 50;

export interface Counts {
  readonly total: number;
  /** By section, the largest count first. */
  readonly sections: { readonly sectionId: number; readonly count: number }[];
  readonly tags: { readonly tag: Tag; readonly count: number }[];
  readonly types: { readonly type: ContentType; readonly count: number }[];
  /** The newest year first. */
  readonly years: { readonly year: number; readonly count: number }[];
}

/** A part of the counts of a list. Only the requested parts are computed. */
export type CountPart = keyof Counts;

/** A request to count the items that match all the scopes. */
export interface CountRequest {
  readonly scopes: readonly ContentScope[];
  readonly parts: readonly CountPart[];
}

/** Counts several lists in one statement. Years are calendar years in the time zone. */
export async function findCounts(db: Database, now: Date, timeZone: string, requests: readonly CountRequest[]) {
  const counted = requests.map(
    (request, index) => sql`select ${index}::int as request, (${selectCounts(request, timeZone)}) as counts`,
  );
  const rows = await db
    .select({ request: sql<number>`counted.request`, counts: sql<Record<string, unknown>>`counted.counts` })
    .from(sql`(${sql.join(counted, sql` union all `)}) as counted`)
    .execute({ now });
  return requests.map((_, index) => readCounts(rows.find((row) => row.request === index)?.counts));
}

/** Reads the object that `selectCountsOf` selects. A part without items is null in that object. */
export function readCounts(selected: Readonly<Record<string, unknown>> | null | undefined): Counts {
  return { ...NOTHING, ...Object.fromEntries(Object.entries(selected ?? {}).filter(([, part]) => part !== null)) };
}

const NOTHING: Counts = { total: 0, sections: [], tags: [], types: [], years: [] };

/** Selects a count for each value of a column of `grouped`. */
const countsBy = (key: string, column: string, order: string) =>
  sql.raw(`(select json_agg(json_build_object('${key}', ${column}, 'count', count)) from (select ${column}, sum(count) as count
    from grouped where ${column} is not null group by ${column} order by ${order}) as counted)`);

/** The SQL expression of each part. All but `tags` use `grouped`, so that the list is read once for these parts. */
const COUNTS: Record<CountPart, SQL> = {
  total: sql`(select coalesce(sum(count), 0) from grouped)`,
  sections: countsBy('sectionId', 'section_id', `sum(count) desc, section_id limit ${MOST_FACETS}`),
  tags: sql`(select json_agg(json_build_object('count', used.count, 'tag', json_build_object('id', tags.id,
      'language', tags.language, 'slug', tags.slug, 'name', tags.name, 'kind', tags.kind, 'aliases', tags.aliases,
      'description', tags.description)) order by used.count desc, tags.id)
    from (
      select tag_id, count(*) from newest join content_tags on content_tags.content_id = newest.id
      group by tag_id order by count(*) desc, tag_id limit ${sql.raw(String(MOST_FACETS))}
    ) as used join tags on tags.id = used.tag_id)`,
  types: countsBy('type', 'type', 'sum(count) desc, type'),
  years: countsBy('year', 'year', 'year desc'),
};

function selectCounts({ parts, scopes }: CountRequest, timeZone: string): SQL {
  const newest = (columns: SQL, limit: number) => sql`
    select ${columns} from content_items where ${isPublic} and ${allOf(scopes.flatMap(conditionsOf))}
    order by content_items.published_at desc, content_items.id desc limit ${sql.raw(String(limit))}`;
  const groups: [CountPart, SQL][] = [
    ['types', sql`content_items.type`],
    ['sections', sql`content_items.section_id`],
    ['years', sql`extract(year from content_items.published_at at time zone ${timeZone})::int`],
  ];
  const [type, section, year] = groups.map(([part, column]) => (parts.includes(part) ? column : sql`null::int`));
  const columns = sql`${type} as type, ${section} as section_id, ${year} as year`;
  return selectCountsOf(newest(columns, COUNTED), newest(sql`content_items.id`, COUNTED_FOR_TAGS), parts);
}

/** Selects an object of the requested parts. `items` selects type, section_id and year. `taggedItems` selects id. */
export function selectCountsOf(items: SQL, taggedItems: SQL, parts: readonly CountPart[]): SQL {
  const fields = parts.map((part) => sql`${sql.raw(`'${part}'`)}, ${COUNTS[part]}`);
  return sql`
    with grouped as (
      select type, section_id, year, count(*) from (${items}) as matching group by type, section_id, year
    ), newest as (${taggedItems})
    select json_build_object(${sql.join(fields, sql`, `)})`;
}

/** Counts one list. The parts that an operation asks for are counted together. */
export interface ListCounter {
  readonly count: <Part extends CountPart>(part: Part) => Promise<Counts[Part]>;
}

/** Makes the counter of the items that match all the scopes. */
export function createListCounter(context: Context, scopes: readonly ContentScope[]): ListCounter {
  // This loader collects the requested parts of one list. `loaders.list.counts` then counts all lists in one statement.
  const parts = new DataLoader(async (asked: readonly CountPart[]) => {
    const counts = await context.loaders.list.counts.load({ scopes, parts: asked });
    return asked.map(() => counts);
  });
  return { count: async (part) => (await parts.load(part))[part] };
}

const COUNT = 'The number of items of the list.';

const SectionFacetType = builder
  .objectRef<{ readonly section: Section; readonly count: number }>('SectionFacet')
  .implement({
    description: 'A section and how many items of a list are in it.',
    fields: (t) => ({
      section: t.expose('section', {
        type: SectionType,
        description: 'The section. Its sub-sections are counted separately.',
      }),
      count: t.exposeInt('count', { description: COUNT }),
    }),
  });

const TagFacetType = builder.objectRef<{ readonly tag: Tag; readonly count: number }>('TagFacet').implement({
  description: 'A tag and how many items of a list have it.',
  fields: (t) => ({
    tag: t.expose('tag', { type: TagType, description: 'The tag.' }),
    count: t.exposeInt('count', { description: COUNT }),
  }),
});

const TypeFacetType = builder.objectRef<{ readonly type: ContentType; readonly count: number }>('TypeFacet').implement({
  description: 'A kind of content and how many items of a list are of it.',
  fields: (t) => ({
    type: t.expose('type', { type: ContentTypeEnum, description: 'The kind.' }),
    count: t.exposeInt('count', { description: COUNT }),
  }),
});

const YearFacetType = builder.objectRef<{ readonly year: number; readonly count: number }>('YearFacet').implement({
  description: 'A year and how many items of a list were published in it.',
  fields: (t) => ({
    year: t.exposeInt('year', { description: "The year, in the newsroom's time zone." }),
    count: t.exposeInt('count', { description: COUNT }),
  }),
});

export const FacetsType = builder.objectRef<ListCounter>('Facets').implement({
  description: `Counts of the items of the whole list, not only of the page. If the list has more than ${COUNTED} items, only the newest ${COUNTED} are counted.`,
  fields: (t) => ({
    sections: t.field({
      type: [SectionFacetType],
      description: 'Counts by section, the largest first: at most 50.',
      resolve: async (counter, _args, { loaders }) => {
        const counted = await counter.count('sections');
        const facets = counted.map(async ({ count, sectionId }) => ({
          count,
          section: await loaders.section.referredTo(sectionId),
        }));
        return (await Promise.all(facets)).flatMap(({ count, section }) => (section ? [{ count, section }] : []));
      },
    }),
    tags: t.field({
      type: [TagFacetType],
      description: `Counts by tag, the largest first: at most 50. Only the newest ${COUNTED_FOR_TAGS} items are counted.`,
      resolve: (counter) => counter.count('tags'),
    }),
    types: t.field({
      type: [TypeFacetType],
      description: 'Counts by kind, the largest first.',
      resolve: (counter) => counter.count('types'),
    }),
    years: t.field({
      type: [YearFacetType],
      description: 'Counts by year, the newest first.',
      resolve: (counter) => counter.count('years'),
    }),
  }),
});

/** The description of each list's `totalCount`. */
export const TOTAL_COUNT = `The number of items in the whole list. ${COUNTED} means ${COUNTED} or more. The number is computed only if the operation asks for it.`;
