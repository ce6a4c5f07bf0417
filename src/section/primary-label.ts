import { builder } from '../graphql/builder.js';
import { localUrl } from '../site/address.js';

/** The fields that sections and regions share. Only a section has a path, which depends on the sections above it. */
interface Label {
  readonly name: string;
  readonly language: string;
  readonly slug: string;
  readonly path?: string;
}

export const PrimaryLabel = builder.interfaceRef<Label>('PrimaryLabel').implement({
  description: 'A section or a region, as the label that a card shows for an item.',
  resolveType: (label) => (label.path === undefined ? 'Region' : 'Section'),
  fields: (t) => ({
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
