import { beforeEach, describe, expect, it } from 'vitest';
import { type NewsroomRecordInput, recordSchema } from '../../src/ingest/contract/records.js';
import { exportNewsroom } from '../../src/ingest/export/newsroom.js';
import { importFiles } from '../ingest/pipeline/importing.js';
import { useFollowing } from '../live/follow.js';
import { useDatabase } from '../support/database.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';
import { writeAs } from '../support/write.js';

const database = useDatabase();
const copy = useDatabase();
const gateway = useGateway(database);
const gatewayOfCopy = useGateway(copy);
const maker = useMaker(database);
const follow = useFollowing(gateway);

beforeEach(() => {
  gateway().now = NOW;
});

/** The kinds of names. An import makes each of them from an item. */
const KINDS = ['tag', 'author', 'region', 'section', 'series'] as const;
const ALL = [...KINDS].sort();

/** The fields of an item that has one name of each kind. All five have the same slug. */
const named = (name: string) => ({
  tags: [{ name }],
  authors: [{ name }],
  regions: [{ name }],
  section: { name },
  series: { name },
});

const FIND = `query ($slug: String!) {
  tag(slug: $slug) { slug } author(slug: $slug) { slug } region(slug: $slug) { slug } section(slug: $slug) { slug }
  series(slug: $slug) { slug }
  tags(first: 100) { nodes { slug } } authors(first: 100) { nodes { slug } } regions { slug } sections { slug } allSeries { slug } }`;

/** Returns the kinds of names that are found by a slug. Checks that lists have the same names. */
async function find(slug: string, asker: Pick<ReturnType<typeof gateway>, 'ask'> = gateway()): Promise<string[]> {
  const { data, errors } = await asker.ask<Record<string, unknown>>(FIND, { slug });
  expect(errors).toBeUndefined();
  const { allSeries, authors, regions, sections, tags, ...alone } = data;
  const found = Object.keys(alone).filter((kind) => alone[kind] !== null);
  const lists: Record<string, unknown> = {
    tag: tags,
    author: authors,
    region: regions,
    section: sections,
    series: allSeries,
  };
  const listed = Object.keys(lists).filter((kind) => JSON.stringify(lists[kind]).includes(`"${slug}"`));
  expect(listed.sort(), 'in lists').toEqual(found.sort());
  return found;
}

describe('a name that only hidden items use', () => {
  it('is shown from the second in which the first of its items opens, without a write', async () => {
    await maker().article({ headline: 'Later', ...named('Opens first'), embargoedUntil: hoursAgo(-5) });
    await maker().article({ headline: 'Sooner', ...named('Opens first'), embargoedUntil: hoursAgo(-2) });
    expect(await find('opens-first')).toEqual([]);
    gateway().now = new Date(hoursAgo(-2).getTime() - 1);
    expect(await find('opens-first')).toEqual([]);
    gateway().now = hoursAgo(-2);
    expect(await find('opens-first')).toEqual(ALL);
  });

  it('stays hidden longer if its item is delayed, becomes a draft, loses the name or is deleted', async () => {
    const opens = { embargoedUntil: hoursAgo(-2) };
    await maker().article({ headline: 'Delayed', ...named('Delayed'), ...opens });
    await maker().article({ headline: 'Delayed', ...named('Delayed'), embargoedUntil: hoursAgo(-4) });
    await maker().article({ headline: 'Held', ...named('Held'), ...opens });
    await maker().article({ headline: 'Held', ...named('Held'), ...opens, status: 'DRAFT' });
    await maker().article({ headline: 'Loses', ...named('Lost'), ...opens });
    await maker().article({ headline: 'Loses', ...named('Other'), ...opens });
    const { id } = await maker().article({ headline: 'Deleted', ...named('Deleted'), ...opens });
    const now = NOW.toISOString();
    await database().pool.query(
      `begin; select set_config('dateline.now', '${now}', true); delete from content_items where id = ${id}; commit`,
    );
    gateway().now = hoursAgo(-3);
    for (const slug of ['delayed', 'held', 'lost', 'deleted']) expect(await find(slug), slug).toEqual([]);
    expect(await find('other')).toEqual(ALL);
    gateway().now = hoursAgo(-4);
    expect(await find('delayed')).toEqual(ALL);
  });

  it('stays shown after its only item closes, is withdrawn, becomes a draft or gets other names', async () => {
    await maker().article({ headline: 'Closes', ...named('Closes'), expiresAt: hoursAgo(-1) });
    for (const headline of ['Withdrawn', 'Unpublished', 'Renamed'])
      await maker().article({ headline, ...named(headline) });
    await maker().article({ headline: 'Withdrawn', ...named('Withdrawn'), status: 'WITHDRAWN' });
    await maker().article({ headline: 'Unpublished', ...named('Unpublished'), status: 'DRAFT' });
    await maker().article({ headline: 'Renamed', ...named('Renamed too') });
    gateway().now = hoursAgo(-2);
    for (const slug of ['closes', 'withdrawn', 'unpublished', 'renamed']) expect(await find(slug), slug).toEqual(ALL);
  });

  it('is shown when its draft is published by a mutation, and not before', async () => {
    const { id } = await maker().article({ headline: 'By hand', ...named('By mutation'), status: 'DRAFT' });
    expect(await find('by-mutation')).toEqual([]);
    const globalId = Buffer.from(`Article:${id}`).toString('base64');
    const publish = async (at: Date) =>
      writeAs(gateway(), 'publisher', 'publishArticle', '__typename', { id: globalId, at });
    await publish(hoursAgo(-3));
    expect(await find('by-mutation')).toEqual([]);
    await publish(NOW);
    expect(await find('by-mutation')).toEqual(ALL);
  });

  it('is found by contributors, who choose names when they write, and is not found in the site at another time', async () => {
    await maker().article({ headline: 'Chosen', ...named('For writers'), status: 'DRAFT' });
    expect(await find('for-writers', await gateway().as('contributor'))).toEqual(ALL);
    const later = { 'dateline-as-of': hoursAgo(-3).toISOString() };
    expect(await find('for-writers', await gateway().as('editor', later))).toEqual([]);
    const input = { headline: 'With it', section: 'for-writers', tags: ['for-writers'], authors: ['for-writers'] };
    const more = { regions: ['for-writers'], series: 'for-writers' };
    const { userErrors } = await writeAs(gateway(), 'contributor', 'createArticle', '__typename', {
      ...input,
      ...more,
    });
    expect(userErrors).toEqual([]);
  });

  it('is on the page of its item for who has a preview link, but not in lists', async () => {
    const { id } = await maker().article({ headline: 'Previewed', ...named('On the page'), status: 'DRAFT' });
    const globalId = Buffer.from(`Article:${id}`).toString('base64');
    const payload = await runEditorial<string>(await gateway().as('editor'), 'CreatePreviewLink', {
      id: globalId,
      expiresAt: hoursAgo(-9),
    });
    const token = new URL(String(payload.url)).searchParams.get('preview') ?? '';
    const reader = gateway().askWith({ 'dateline-preview': token });
    const { data } = await reader.ask(
      `query ($id: ID!) { article(by: { id: $id }) {
        section { name } series { title } authors { name } regions { name } tags { name } } }`,
      { id: globalId },
    );
    expect(data.article).toEqual({
      section: { name: 'On the page' },
      series: { title: 'On the page' },
      ...{ authors: [{ name: 'On the page' }], regions: [{ name: 'On the page' }], tags: [{ name: 'On the page' }] },
    });
    expect(await find('on-the-page', reader)).toEqual([]);
  });

  it('is shown with its first sub-section: a section. Its other sub-sections stay hidden', async () => {
    const below = (name: string) => ({ section: { name, parent: { name: 'Above' } } });
    await maker().article({ headline: 'One', ...below('Below one'), embargoedUntil: hoursAgo(-3) });
    await maker().article({ headline: 'Two', ...below('Below two'), embargoedUntil: hoursAgo(-5) });
    expect(await find('above')).toEqual([]);
    gateway().now = hoursAgo(-3);
    const { data } = await gateway().ask('{ section(slug: "above") { children { slug } } }');
    expect(data).toEqual({ section: { children: [{ slug: 'below-one' }] } });
  });

  it('is shown with the line of the ticker that has it: a region', async () => {
    await maker().article({ headline: 'Far', ...named('Ticked'), status: 'DRAFT' });
    await writeAs(gateway(), 'publisher', 'publishBreakingItem', '__typename', { text: 'News', region: 'ticked' });
    expect(await find('ticked')).toEqual(['region']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['tags', { tags: { anyOf: ['awaited-tags'] } }],
    ['authors', { authors: ['awaited-authors'] }],
    ['regions', { regions: ['awaited-regions'] }],
    ['sections', { sections: ['awaited-sections'] }],
    ['series', { series: 'awaited-series' }],
  ])('can be named in the filter %s of a subscription, which gets its first item', async (field, filter) => {
    const headline = `Awaited ${field}`;
    const { id } = await maker().article({ headline, ...named(headline), status: 'DRAFT' });
    const { errors, told } = await follow('operations/ContentChanges', { filter });
    const globalId = Buffer.from(`Article:${id}`).toString('base64');
    await writeAs(gateway(), 'publisher', 'publishArticle', '__typename', { id: globalId });
    await expect.poll(() => told.map(({ item }) => item?.headline), { timeout: 5000 }).toEqual([headline]);
    expect(errors).toEqual([]);
  });

  it('cannot take an alias of a tag that readers see', async () => {
    await maker().article({ headline: 'Twin', tags: [{ name: 'Kestrel' }], status: 'DRAFT' });
    const falcon = { language: 'en', slug: 'falcon', name: 'Falcon', kind: 'SUBJECT' } as const;
    await maker().record({ record: 'tag', ...falcon, aliases: ['kestrel'] });
    await maker().article({ headline: 'A falcon', tags: [{ name: 'Falcon' }] });
    const { data } = await gateway().ask(`{ tag(slug: "kestrel") { slug }
      contentItems(filter: { tags: { anyOf: ["kestrel"] } }) { nodes { headline } } }`);
    expect(data).toEqual({ tag: { slug: 'falcon' }, contentItems: { nodes: [{ headline: 'A falcon' }] } });
  });
});

describe('a name that somebody publishes by hand', () => {
  const RECORDS: Record<(typeof KINDS)[number], (slug: string) => NewsroomRecordInput> = {
    tag: (slug) => ({ record: 'tag', language: 'en', slug, name: slug, kind: 'SUBJECT' }),
    author: (slug) => ({ record: 'author', language: 'en', slug, name: slug }),
    region: (slug) => ({ record: 'region', language: 'en', slug, name: slug }),
    section: (slug) => ({ record: 'section', language: 'en', slug, name: slug }),
    series: (slug) => ({ record: 'series', language: 'en', slug, title: slug }),
  };

  it.each(KINDS)('is shown at once, by a mutation or an imported record: %s', async (kind) => {
    const name = kind[0]?.toUpperCase() + kind.slice(1);
    const input = {
      [kind === 'series' ? 'title' : 'name']: `Made ${kind}`,
      ...(kind === 'tag' && { kind: 'SUBJECT' }),
    };
    const { userErrors } = await writeAs(gateway(), 'publisher', `create${name}`, '__typename', input);
    expect(userErrors).toEqual([]);
    expect(await find(`made-${kind}`)).toEqual([kind]);
    const slug = `known-${kind}`;
    await maker().article({ headline: slug, ...named(slug), status: 'DRAFT' });
    expect(await find(slug)).toEqual([]);
    await maker().record(RECORDS[kind](slug));
    expect(await find(slug)).toEqual([kind]);
    await maker().record({ ...recordSchema.parse(RECORDS[kind](slug)), ...{ isHidden: true } });
    expect(await find(slug), 'a record hides nothing that is shown').toEqual([kind]);
  });

  it('stays shown when it is merged into a tag that only hidden items use', async () => {
    await maker().article({ headline: 'Merging', tags: [{ name: 'Merged into' }], status: 'DRAFT' });
    await maker().record(RECORDS.tag('merged-away'));
    const editor = await gateway().as('editor');
    const { data } = await editor.ask<Record<'from' | 'into', { id: string }>>(
      '{ from: tag(slug: "merged-away") { id } into: tag(slug: "merged-into") { id } }',
    );
    const input = { from: data.from.id, into: data.into.id };
    expect((await writeAs(gateway(), 'editor', 'mergeTags', '__typename', input)).userErrors).toEqual([]);
    const merged = await gateway().ask('{ tag(slug: "merged-away") { slug } }');
    expect(merged.data).toEqual({ tag: { slug: 'merged-into' } });
  });
});

describe('an export', () => {
  it('keeps hidden names hidden in another database', async () => {
    // The export takes the time from the machine's clock.
    const opens = new Date(Date.now() + 3_600_000);
    await maker().article({ headline: 'Secret', ...named('Exported secret'), embargoedUntil: opens });
    await maker().article({ headline: 'Open', ...named('Exported openly') });
    const lines: string[] = [];
    await exportNewsroom(database().db, async (record) => void lines.push(JSON.stringify(record)));
    expect((await importFiles(copy(), 'jsonl', { 'all.jsonl': lines.join('\n') })).failed).toEqual([]);
    gatewayOfCopy().now = NOW;
    expect(await find('exported-secret', gatewayOfCopy())).toEqual([]);
    expect(await find('exported-openly', gatewayOfCopy())).toEqual(ALL);
    gatewayOfCopy().now = opens;
    expect(await find('exported-secret', gatewayOfCopy())).toEqual(ALL);
  });
});
