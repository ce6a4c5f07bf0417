import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { localUrl } from '../site/address.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import type { Section } from './store.js';

/** The fields that sections and regions share. Only a section has a path, which depends on the sections above it. */
interface Label {
  readonly id: number;
  readonly name: string;
  readonly language: string;
  readonly slug: string;
  readonly path?: string;
}

export const PrimaryLabel = builder.interfaceRef<Label>('PrimaryLabel').implement({
  description: 'A section or a region, as the label that a card shows for an item.',
  resolveType: typeNameOf,
  fields: (t) => ({
    id: t.id({
      description: 'Its global id, as a section or a region. It is opaque and never changes.',
      resolve: (label) => encodeGlobalId(typeNameOf(label), label.id),
    }),
    name: t.exposeString('name', { description: 'Its name.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    url: t.field({
      type: 'URL',
      description: 'Its canonical address.',
      resolve: (label, _args, context) =>
        label.path === undefined ? localUrl(context, label.language, 'regions', label.slug) : context.toUrl(label.path),
    }),
  }),
});

function typeNameOf({ path }: Label): 'Region' | 'Section' {
  return path === undefined ? 'Region' : 'Section';
}

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
      resolve: (section, _args, context) => context.loaders.section.referredTo(section.parentId),
    }),
    children: t.field({
      type: [SectionType],
      description: 'Its sub-sections, in order.',
      resolve: (section, _args, context) => context.loaders.section.childrenOf(section.id),
    }),
  }),
});

addFieldBySlug('section', SectionType, 'One section; null when no section has the slug.', (key, { loaders }) =>
  loaders.section.bySlug(key),
);

builder.queryField('sections', (t) =>
  t.field({
    type: [SectionType],
    description: 'All sections and sub-sections, in order.',
    args: listLanguageArgs,
    resolve: async (_root, { language }, { loaders }) =>
      loaders.section.inLanguage(await chooseListLanguage(loaders, language)),
  }),
);
