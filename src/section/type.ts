import { builder } from '../graphql/builder.js';
import { PrimaryLabel } from './primary-label.js';
import type { Section } from './store.js';

export const SectionType = builder.objectRef<Section>('Section');
builder.node(SectionType, {
  description: 'A section of the site, such as Politics, which is below News.',
  interfaces: [PrimaryLabel],
  id: { resolve: (section) => section.id },
  loadMany: (ids, context) => Promise.all(ids.map((id) => context.loaders.section.byId(Number(id)))),
  fields: (t) => ({
    description: t.exposeString('description', { nullable: true, description: 'What it covers, in a sentence.' }),
    parent: t.field({
      type: SectionType,
      nullable: true,
      description: 'The section that it is part of; null for a top section.',
      resolve: (section, _args, context) => context.loaders.section.byId(section.parentId),
    }),
    children: t.field({
      type: [SectionType],
      description: 'Its sub-sections, in order.',
      resolve: (section, _args, context) => context.loaders.section.childrenOf(section.id),
    }),
  }),
});
