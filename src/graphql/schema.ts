import '../article/body-fields.js';
import '../article/query.js';
import '../breaking/type.js';
import '../collection/article-fields.js';
import '../most-read/query.js';
import '../region/site-fields.js';
import '../related/article-fields.js';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.js';

/** The whole schema: each domain adds its types by being imported. */
export const schema = builder.toSchema();

/** The schema as `schema.graphql` holds it. */
export function printSortedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
