import type { SlugKey } from '../db/asked.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';
import { slugArgs } from './language-args.js';
import { chooseLanguage } from './loaders.js';

/** Adds a field to Query that finds one thing, such as a tag, by its slug in one language. */
export function addFieldBySlug<Row extends object>(
  name: string,
  type: ReturnType<typeof builder.objectRef<Row>>,
  description: string,
  find: (key: SlugKey, context: Context) => Promise<Row | null>,
): void;
export function addFieldBySlug(
  name: string,
  type: ReturnType<typeof builder.objectRef<object>>,
  description: string,
  find: (key: SlugKey, context: Context) => Promise<object | null>,
): void {
  builder.queryField(name, (t) =>
    t.field({
      type,
      nullable: true,
      description,
      args: slugArgs,
      resolve: async (_root, { slug, language }, context) =>
        find({ language: chooseLanguage(await context.loaders.site.load(), language), slug }, context),
    }),
  );
}
