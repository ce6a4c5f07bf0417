import DataLoader from 'dataloader';
import { builder } from '../graphql/builder.js';
import type { ContentType } from '../item/kind-names.js';
import { ContentTypeEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import type { Section } from '../section/store.js';
import { SectionType } from '../section/type.js';
import type { Tag } from '../tag/store.js';
import { TagType } from '../tag/type.js';
import { COUNTED, COUNTED_FOR_TAGS, type CountPart, type Counts } from './counts.js';
import type { ContentScope } from './scope.js';

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
      description: 'By section, the largest first: at most 50.',
      resolve: async (counter, _args, { loaders }) => {
        const counted = await counter.count('sections');
        const facets = counted.map(async ({ count, sectionId }) => ({
          count,
          section: await loaders.section.byId(sectionId),
        }));
        return (await Promise.all(facets)).flatMap(({ count, section }) => (section ? [{ count, section }] : []));
      },
    }),
    tags: t.field({
      type: [TagFacetType],
      description: `By tag, the largest first: at most 50, of the newest ${COUNTED_FOR_TAGS} items.`,
      resolve: (counter) => counter.count('tags'),
    }),
    types: t.field({
      type: [TypeFacetType],
      description: 'By kind, the largest first.',
      resolve: (counter) => counter.count('types'),
    }),
    years: t.field({
      type: [YearFacetType],
      description: 'By year, the newest first.',
      resolve: (counter) => counter.count('years'),
    }),
  }),
});

/** The description of each list's `totalCount`. */
export const TOTAL_COUNT = `The number of items in the whole list. The number ${COUNTED} stands for that many or more. It is computed only on request.`;
