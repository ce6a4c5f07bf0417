import { type SQL, sql } from 'drizzle-orm';
import type { CountPart, Counts } from '../list/counts.js';
import type { ListCounter } from '../list/facets.js';
import type { Context } from '../schema/context.js';

/** How many sections, and how many tags, a list of counts has. */
const LONGEST = sql.raw('50');

/** Counts as the statement gives them: tags by their ids; what wasn't asked for, or is nothing, isn't there. */
export type MatchCounts = Partial<Omit<Counts, 'tags'>> & {
  readonly tags?: readonly { readonly tagId: number; readonly count: number }[];
};

/**
 * Counts `ranked`, an object with the parts that are asked for: in the statement that finds the items, as finding them
 * again to count them would cost as much as finding them.
 */
export function selectMatchCounts(parts: readonly CountPart[], timeZone: string): SQL {
  const counts: Record<CountPart, SQL> = {
    total: sql`select count(*) from ranked`,
    sections: sql`select json_agg(json_build_object('sectionId', section_id, 'count', count)) from (
      select section_id, count(*) from ranked where section_id is not null
      group by section_id order by count(*) desc, section_id limit ${LONGEST}) as counted`,
    tags: sql`select json_agg(json_build_object('tagId', tag_id, 'count', count)) from (
      select tag_id, count(*) from ranked join content_tags on content_tags.content_id = ranked.id
      group by tag_id order by count(*) desc, tag_id limit ${LONGEST}) as counted`,
    types: sql`select json_agg(json_build_object('type', type, 'count', count)) from (
      select type, count(*) from ranked group by type order by count(*) desc, type) as counted`,
    years: sql`select json_agg(json_build_object('year', year, 'count', count)) from (
      select extract(year from published_at at time zone ${timeZone})::int as year, count(*) from ranked
      group by year order by year desc) as counted`,
  };
  const fields = parts.map((part) => sql`${sql.raw(`'${part}'`)}, (${counts[part]})`);
  return sql`json_strip_nulls(json_build_object(${sql.join(fields, sql`, `)}))`;
}

export function createMatchCounter(counts: MatchCounts, { loaders }: Context): ListCounter {
  const parts: { readonly [Part in CountPart]: () => Promise<Counts[Part]> } = {
    total: async () => counts.total ?? 0,
    sections: async () => counts.sections ?? [],
    types: async () => counts.types ?? [],
    years: async () => counts.years ?? [],
    tags: async () => {
      const counted = counts.tags ?? [];
      const tags = await Promise.all(counted.map(({ tagId }) => loaders.tag.byId.load(tagId)));
      return counted.flatMap(({ count }, index) => {
        const tag = tags[index];
        return tag ? [{ tag, count }] : [];
      });
    },
  };
  return { count: (part) => parts[part]() };
}
