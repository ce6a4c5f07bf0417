import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ContentItemInterface } from '../item/type.js';
import { RegionType } from '../region/type.js';
import type { Context } from '../schema/context.js';
import { SectionType } from '../section/type.js';
import { SeriesType } from '../series/type.js';
import { filteredLanguageArgs } from '../site/language.js';
import { TagType } from '../tag/type.js';
import {
  ContentItemConnection,
  ContentItemEdge,
  contentListArgs,
  listContent,
  listContentBelow,
} from './connection.js';
import { readRootFilter } from './filter-input.js';
import type { ContentScope } from './scope.js';

builder.queryField('contentItems', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description: 'All published items, narrowed by any mix of conditions.',
      args: { ...contentListArgs, ...filteredLanguageArgs },
      resolve: async (_root, args, context) =>
        listContent([await readRootFilter(args.filter, args.language, context)], args.orderBy, args, context),
    },
    ContentItemConnection,
    ContentItemEdge,
  ),
);

/** Something that has a list of items, such as a section or a tag. */
interface Owner {
  readonly id: number;
  readonly language: string;
}

/** Adds the field `contentItems`, the list of an owner's items, to the type of the owner. */
function addContentItems<Type extends Owner>(
  type: ReturnType<typeof builder.objectRef<Type>>,
  description: string,
  scopeOf: (owner: Owner, context: Context) => ContentScope | Promise<ContentScope>,
): void {
  builder.objectField(type, 'contentItems', (t) =>
    t.connection(
      {
        type: ContentItemInterface,
        description,
        args: contentListArgs,
        resolve: async (owner: Owner, args, context) =>
          listContentBelow(await scopeOf(owner, context), owner.language, args, context),
      },
      ContentItemConnection,
      ContentItemEdge,
    ),
  );
}

addContentItems(SectionType, 'The items of the section and of its sub-sections.', async ({ id }, { loaders }) => ({
  sectionIds: await loaders.section.withDescendants(id),
}));
addContentItems(RegionType, 'The items about the region.', ({ id }) => ({ regionIds: [id] }));
addContentItems(SeriesType, 'The items of the series.', ({ id }) => ({ seriesIds: [id] }));
addContentItems(AuthorType, 'The items of the author, of every kind.', ({ id }) => ({ authorIds: [id] }));
addContentItems(TagType, 'The items with the tag.', ({ id }) => ({ tagIds: [id] }));
