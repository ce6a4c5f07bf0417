import '../graphql/node-fields.js';
import '../tag/mutations.js';
import '../section/mutations.js';
import '../region/mutations.js';
import '../list/related-tags.js';
import '../list/query.js';
import '../collection/item-fields.js';
import '../collection/mutations.js';
import '../author/mutations.js';
import '../editing/mutations.js';
import '../desk/editorial-fields.js';
import '../article/query.js';
import '../static-page/mutations.js';
import '../static-page/query.js';
import '../item/query.js';
import '../changes/query.js';
import '../changes/subscription.js';
import '../desk/query.js';
import '../event-log/event-fields.js';
import '../live-blog/post-mutations.js';
import '../live-blog/subscription.js';
import '../series/mutations.js';
import '../breaking/mutations.js';
import '../breaking/query.js';
import '../breaking/subscription.js';
import '../most-read/mutations.js';
import '../most-read/query.js';
import '../site/mutations.js';
import '../page-parts/body.js';
import '../related/article-fields.js';
import '../search/type.js';
import '../preview-link/mutations.js';
import '../token/mutations.js';
import '../token/query.js';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from '../graphql/builder.js';
import { boundLists } from '../graphql/list-bounds.js';

/** The whole GraphQL schema. Each file that is imported above adds its types and fields to the builder. */
export const schema = boundLists(builder.toSchema());

/** Prints the schema for the file `schema.graphql`, sorted by name. */
export function printSortedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
