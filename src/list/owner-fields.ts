import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ContentItemInterface } from '../item/type.js';
import { RegionType } from '../region/type.js';
import type { Context } from '../schema/context.js';
import { SectionType } from '../section/type.js';
import { SeriesType } from '../series/type.js';
import { TagType } from '../tag/type.js';
import { ContentItemConnection, ContentItemEdge, contentListArgs, listContentBelow } from './connection.js';
import type { ContentScope } from './scope.js';

/** What items belong to. */
interface Owner {
  readonly id: number;
  readonly language: string;
}

/** Gives a type the list of what belongs to it. */
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

addContentItems(SectionType, 'What is in it and in its sub-sections.', async ({ id }, { loaders }) => ({
  sectionIds: await loaders.section.withDescendants(id),
}));
addContentItems(RegionType, 'What is about it.', ({ id }) => ({ regionIds: [id] }));
addContentItems(SeriesType, 'Its items.', ({ id }) => ({ seriesIds: [id] }));
addContentItems(AuthorType, 'What they made, of every kind.', ({ id }) => ({ authorIds: [id] }));
addContentItems(TagType, 'What is about it.', ({ id }) => ({ tagIds: [id] }));
