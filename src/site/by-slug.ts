import type { ObjectRef } from '@pothos/core';
import type { SlugKey } from '../db/asked.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';
import { localUrl } from './address.js';
import { chooseLanguage, FALLBACK, languageArg } from './language.js';

type SchemaTypes = typeof builder.$inferSchemaTypes;

/** The shared fields of types whose objects each have a page, such as tags with `/tags/peace`. */
export const pageFields = <Row extends SlugKey>(
  t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Row>,
  folder: string,
) => ({
  slug: t.string({ description: 'The name in addresses, unique within its language.', resolve: ({ slug }) => slug }),
  language: t.field({ type: 'LanguageTag', description: 'The language.', resolve: ({ language }) => language }),
  url: t.field({
    type: 'URL',
    description: 'The canonical address of the page.',
    resolve: ({ language, slug }, _args, context) => localUrl(context, language, folder, slug),
  }),
});

/** Adds a field to Query that finds one thing by its slug in one language. */
export function addFieldBySlug<Row extends object>(
  name: string,
  type: ObjectRef<SchemaTypes, Row>,
  description: string,
  find: (key: SlugKey, context: Context) => Promise<Row | null>,
): void;
export function addFieldBySlug(
  name: string,
  type: ObjectRef<SchemaTypes, object>,
  description: string,
  find: (key: SlugKey, context: Context) => Promise<object | null>,
): void {
  builder.queryField(name, (t) =>
    t.field({
      type,
      nullable: true,
      description,
      args: {
        slug: t.arg.string({ required: true, description: 'The slug.' }),
        ...languageArg(`The language of the slug. ${FALLBACK}.`),
      },
      resolve: async (_root, { slug, language }, context) =>
        find({ language: chooseLanguage(await context.loaders.site.load(), language), slug }, context),
    }),
  );
}
