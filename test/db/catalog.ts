import type pg from 'pg';

/** Returns an SQL condition that leaves out the objects of extensions. */
const NOT_OF_AN_EXTENSION = (catalog: string) =>
  `not exists (select from pg_depend where classid = '${catalog}'::regclass and objid = ${catalog}.oid and deptype = 'e')`;

const QUERIES = {
  extensions: `select extname from pg_extension`,
  types: `select format('%s: %s', enumtypid::regtype, string_agg(enumlabel, ', ' order by enumsortorder)) from pg_enum group by enumtypid`,
  columns: `
    select format('%s.%s %s %s, %s, %s, %s%s%s', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod),
      case when attnotnull then 'not null' end, attstorage, attidentity, attgenerated, pg_get_expr(adbin, adrelid))
    from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relkind in ('r', 'v') and attnum > 0 and relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace)`,
  indexes: `select indexdef from pg_indexes where schemaname in ('public', 'drizzle')`,
  constraints: `
    select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 't'`,
  functions: `
    select pg_get_functiondef(oid) from pg_proc
    where pronamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION('pg_proc')}`,
  triggers: `select format('%s %s', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal`,
};

/** Describes the structure of a database, without its rows. The result has a list of texts for each kind of object. */
export async function readCatalog(pool: pg.Pool): Promise<Record<string, string[]>> {
  const catalog: Record<string, string[]> = {};
  for (const [kind, text] of Object.entries(QUERIES)) {
    const { rows } = await pool.query<[string]>({ text, rowMode: 'array' });
    catalog[kind] = rows.map(([description]) => description).sort();
  }
  return catalog;
}
