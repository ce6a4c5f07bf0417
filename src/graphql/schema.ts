import '../tag/query.js';
import '../section/query.js';
import '../region/query.js';
import '../content/tag-fields.js';
import '../content/owner-fields.js';
import '../content/list-query.js';
import '../collection/item-fields.js';
import '../author/query.js';
import '../article/author-fields.js';
import '../article/body-fields.js';
import '../article/query.js';
import '../article/page-query.js';
import '../content/query.js';
import '../gallery/type.js';
import '../infographic/type.js';
import '../live-blog/type.js';
import '../series/query.js';
import '../video/type.js';
import '../breaking/type.js';
import '../collection/content-fields.js';
import '../most-read/query.js';
import '../region/site-fields.js';
import '../related/article-fields.js';
import '../search/type.js';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.js';

/** The whole schema: each domain adds its types by being imported. */
export const schema = builder.toSchema();

/** The schema as `schema.graphql` holds it. */
export function printSortedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
