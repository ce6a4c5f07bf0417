import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ROLES, type Role } from '../../src/access/roles.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { makeUp } from './made-up.js';

/** The lowest role that may send each mutation. A new mutation needs a row in this table. */
const LEAST: Record<string, Role> = {
  recordView: 'reader',

  createArticle: 'contributor',
  createGallery: 'contributor',
  createInfographic: 'contributor',
  createLiveBlog: 'contributor',
  createPreviewLink: 'contributor',
  createVideo: 'contributor',
  restoreArticleRevision: 'contributor',
  restoreGalleryRevision: 'contributor',
  restoreInfographicRevision: 'contributor',
  restoreLiveBlogRevision: 'contributor',
  restoreVideoRevision: 'contributor',
  revokePreviewLink: 'contributor',
  updateArticle: 'contributor',
  updateGallery: 'contributor',
  updateInfographic: 'contributor',
  updateLiveBlog: 'contributor',
  updateVideo: 'contributor',

  addCorrection: 'editor',
  addGalleryCorrection: 'editor',
  addInfographicCorrection: 'editor',
  addLiveBlogCorrection: 'editor',
  addVideoCorrection: 'editor',
  addLiveBlogPost: 'editor',
  createAuthor: 'editor',
  createRegion: 'editor',
  createSeries: 'editor',
  createTag: 'editor',
  mergeTags: 'editor',
  removeLiveBlogPost: 'editor',
  updateAuthor: 'editor',
  updateLiveBlogPost: 'editor',
  updateRegion: 'editor',
  updateSeries: 'editor',
  updateTag: 'editor',

  correctBreakingItem: 'publisher',
  createCollection: 'publisher',
  createSection: 'publisher',
  deleteCollection: 'publisher',
  expireBreakingItem: 'publisher',
  publishArticle: 'publisher',
  publishBreakingItem: 'publisher',
  publishGallery: 'publisher',
  publishInfographic: 'publisher',
  publishLiveBlog: 'publisher',
  publishVideo: 'publisher',
  retractBreakingItem: 'publisher',
  unpublishArticle: 'publisher',
  unpublishGallery: 'publisher',
  unpublishInfographic: 'publisher',
  unpublishLiveBlog: 'publisher',
  unpublishVideo: 'publisher',
  updateBreakingItem: 'publisher',
  updateCollection: 'publisher',
  updateSection: 'publisher',
  withdrawArticle: 'publisher',
  withdrawGallery: 'publisher',
  withdrawInfographic: 'publisher',
  withdrawLiveBlog: 'publisher',
  withdrawVideo: 'publisher',

  createApiToken: 'admin',
  createStaticPage: 'admin',
  deleteStaticPage: 'admin',
  revokeApiToken: 'admin',
  setNavigation: 'admin',
  updateEdition: 'admin',
  updateSite: 'admin',
  updateStaticPage: 'admin',
};

const mutations = schema.getMutationType()?.getFields() ?? {};
/** The mutations that have a row in LEAST. The first test checks that every mutation has a row. */
const rows = Object.entries(mutations).flatMap(([name, mutation]): [string, Role, typeof mutation][] => {
  const least = LEAST[name];
  return least ? [[name, least, mutation]] : [];
});
const below = (least: Role) => ROLES.slice(0, ROLES.indexOf(least));
const atLeast = (least: Role) => ROLES.slice(ROLES.indexOf(least));

async function askAs(gateway: TestGateway, role: Role, [, , mutation]: (typeof rows)[number]) {
  const { ask } = role === 'reader' ? gateway : await gateway.as(role);
  const { query, variables } = makeUp(mutation);
  return ask(query, variables);
}

describe('the table of the lowest roles', () => {
  it('has a row for each mutation of the schema, and no more rows', () => {
    expect(Object.keys(mutations).sort()).toEqual(Object.keys(LEAST).sort());
  });

  it.each(rows)('agrees with the description of %s: %s', (_name, least, { description }) => {
    const said = /Needs the role (\w+)\.$/.exec(description ?? '')?.[1];
    expect(said ?? 'reader').toBe(least);
  });
});

describe('a mutation is refused with FORBIDDEN and writes nothing if the role is too low:', () => {
  const database = useDatabase('sample_newsroom');
  const gateway = useGateway(database);

  /** Reads the number of rows of each table, and a hash that changes when a row is written. */
  async function readState(): Promise<unknown> {
    const { pool } = database();
    const { rows: tables } = await pool.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const sums = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*), md5(string_agg(ctid || ' ' || xmin, ',' order by ctid)) from ${name}`,
    );
    return (await pool.query(sums.join(' union all '))).rows;
  }

  beforeAll(async () => {
    for (const role of ROLES) if (role !== 'reader') await gateway().as(role);
    // Waits until two readings are equal: then the gateway has finished the writes of its start.
    let last = await readState();
    await vi.waitUntil(
      async () => {
        const before = JSON.stringify(last);
        last = await readState();
        return JSON.stringify(last) === before;
      },
      { timeout: 20_000, interval: 500 },
    );
  });

  it.each(rows.filter(([, least]) => least !== 'reader'))('%s with a role below %s', async (...row) => {
    const before = await readState();
    for (const role of below(row[1])) {
      const { data, errors } = await askAs(gateway(), role, row);
      expect(data, role).toEqual({ [row[0]]: null });
      expect(
        errors?.map(({ extensions }) => extensions.code),
        role,
      ).toEqual(['FORBIDDEN']);
    }
    expect(await readState()).toEqual(before);
  });

  it('a write changes the result of readState', async () => {
    const before = await readState();
    const { ask } = await gateway().as('editor');
    await ask('mutation { createTag(input: { name: "Seen", kind: SUBJECT }) { tag { id } } }');
    expect(await readState()).not.toEqual(before);
  });
});

describe('a mutation is executed if the role is high enough:', () => {
  const database = useDatabase('sample_newsroom');
  const gateway = useGateway(database);

  it.each(rows)('%s with the role %s or a higher role', async (...row) => {
    for (const role of atLeast(row[1])) {
      const { data, errors } = await askAs(gateway(), role, row);
      // The made-up values may cause userErrors, but no GraphQL error.
      expect(errors, role).toBeUndefined();
      expect(Object.keys(data)).toEqual([row[0]]);
    }
  });
});
