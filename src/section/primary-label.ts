import { builder } from '../graphql/builder.js';
import { localUrl } from '../site/address.js';

/** What a section and a region share. A section's path is stored, as it depends on the sections above it. */
interface Label {
  readonly name: string;
  readonly language: string;
  readonly slug: string;
  readonly path?: string;
}

/** What a card says an item belongs to: Section and Region implement it. */
export const PrimaryLabel = builder.interfaceRef<Label>('PrimaryLabel').implement({
  description: 'What a card says an item belongs to: its section, or its region.',
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
