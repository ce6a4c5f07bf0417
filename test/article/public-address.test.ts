import { getNamedType, isObjectType } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_TYPES, typeNameOf } from '../../src/item/kind-names.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';
import { writeAs } from '../support/write.js';

const database = useDatabase();
const gateway = useGateway(database);
const desk = useDesk(gateway, database);
const maker = useMaker(database);

const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

beforeEach(() => {
  gateway().now = NOW;
});

interface Served {
  readonly article: { readonly id: string; readonly version: number } | null;
  readonly addressServes: { readonly id: string; readonly headline: string } | null;
}
const SERVED = 'article { id version } addressServes { id headline }';
const write = async (mutation: string, input: object) => {
  const payload = await writeAs<Served>(gateway(), 'publisher', mutation, SERVED, input);
  expect(payload.userErrors).toEqual([]);
  return payload;
};

/** Renames an article at whatever version it is. */
async function rename(id: string, slug: string): Promise<Served> {
  const { rows } = await database().pool.query('select version from content_items where id = $1', [keyOf(id)]);
  return write('updateArticle', { id, version: rows[0].version, slug });
}
const keyOf = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);

/** Publishes an article at an address and moves it to another. The first address still leads to it. */
async function publishAndMove(slug: string): Promise<string> {
  const { id } = await desk.createPublished({ slug });
  await rename(id, `${slug}-moved`);
  return id;
}

/** Returns the ids to which an address leads. */
async function lookUp(slug: string, asker: Pick<ReturnType<typeof gateway>, 'ask'> = gateway()) {
  const { data, errors } = await asker.ask<Record<string, { id: string } | null>>(
    `query ($path: String!) { content(by: { path: $path }) { id } article(by: { path: $path }) { id } tombstone(by: { path: $path }) { id } }`,
    { path: `/news/${slug}` },
  );
  expect(errors).toBeUndefined();
  expect(data.article).toEqual(data.content);
  return { content: data.content?.id ?? null, tombstone: data.tombstone?.id ?? null };
}

/** Brings a draft into a state in which readers do not see it. */
const HIDE: Record<string, (id: string) => Promise<unknown>> = {
  draft: async () => {},
  scheduled: (id) => write('publishArticle', { id, at: minutesOn(30) }),
  'under embargo': async (id) => {
    await write('updateArticle', { id, version: 1, embargoedUntil: minutesOn(30) });
    await write('publishArticle', { id });
  },
  unpublished: async (id) => {
    await write('publishArticle', { id });
    await write('unpublishArticle', { id });
  },
  withdrawn: async (id) => {
    await write('publishArticle', { id });
    await write('withdrawArticle', { id, reason: 'Wrong.' });
  },
  expired: async (id) => {
    await write('updateArticle', { id, version: 1, expiresAt: minutesOn(5) });
    await write('publishArticle', { id });
    gateway().now = minutesOn(10);
  },
};

describe.each(Object.keys(HIDE))('an item that is %s, at the former address of a public item', (state) => {
  const slug = `former-${state.replaceAll(' ', '-')}`;

  it('does not take the address: readers get the public item, and the editor is told so', async () => {
    const served = await publishAndMove(slug);
    const created = await write('createArticle', { headline: 'Newer', slug });
    expect(created.addressServes).toMatchObject({ id: served, headline: expect.any(String) });
    const id = created.article?.id ?? '';
    await HIDE[state]?.(id);
    expect(await lookUp(slug)).toEqual({ content: served, tombstone: null });
  });
});

describe('the address of a public item', () => {
  it('leads to a newer item as soon as this item is public, by a mutation or at its time', async () => {
    const first = await publishAndMove('handed-over');
    const { id } = await desk.createDraft({ slug: 'handed-over' });
    const scheduled = await write('publishArticle', { id, at: minutesOn(30) });
    expect(scheduled.addressServes?.id).toBe(first);
    gateway().now = minutesOn(30);
    expect(await lookUp('handed-over')).toEqual({ content: id, tombstone: null });
    await write('unpublishArticle', { id });
    expect(await lookUp('handed-over')).toEqual({ content: first, tombstone: null });
    expect((await write('publishArticle', { id })).addressServes).toBeNull();
    expect(await lookUp('handed-over')).toEqual({ content: id, tombstone: null });
  });

  it('is not lost to a hidden item that had the address too and is renamed', async () => {
    const first = await publishAndMove('shared-past');
    const { id } = await desk.createDraft({ slug: 'shared-past' });
    await write('publishArticle', { id });
    await write('unpublishArticle', { id });
    await rename(id, 'elsewhere');
    expect(await lookUp('shared-past')).toEqual({ content: first, tombstone: null });
  });

  it('leads to the tombstone of a withdrawn item while a draft holds it, and to nothing else', async () => {
    const first = await publishAndMove('taken-away');
    await write('withdrawArticle', { id: first, reason: 'Wrong.' });
    const { id } = await desk.createDraft({ slug: 'taken-away' });
    expect(await lookUp('taken-away')).toEqual({ content: null, tombstone: first });
    await write('withdrawArticle', { id, reason: 'Never out.' });
    expect(await lookUp('taken-away')).toEqual({ content: null, tombstone: first });
  });

  it('leads to the newer item in its preview link and in the site at a later time, but not for an editor with a preview', async () => {
    const first = await publishAndMove('previewed');
    const { id } = await desk.createDraft({ slug: 'previewed' });
    await write('publishArticle', { id, at: minutesOn(30) });
    const payload = await runEditorial<string>(await gateway().as('editor'), 'CreatePreviewLink', {
      id,
      expiresAt: minutesOn(60),
    });
    const token = new URL(String(payload.url)).searchParams.get('preview') ?? '';
    const found = async (headers: Record<string, string>) =>
      (await lookUp('previewed', await gateway().as('editor', headers))).content;
    expect((await lookUp('previewed', gateway().askWith({ 'dateline-preview': token }))).content).toBe(id);
    expect(await found({ 'dateline-as-of': minutesOn(30).toISOString() })).toBe(id);
    expect(await found({ 'dateline-as-of': minutesOn(29).toISOString() })).toBe(first);
    expect(await found({ 'dateline-preview': '1' })).toBe(first);
  });
});

describe('an address that imported documents name', () => {
  const ids = (typed: { id: number }) => Buffer.from(`Article:${typed.id}`).toString('base64');
  const aliases = (slug: string) => ({ aliases: [`/news/${slug}`] });

  it('leads to a public item, although a draft named it before', async () => {
    await maker().article({ headline: 'Draft', status: 'DRAFT', ...aliases('named') });
    const open = await maker().article({ headline: 'Open', ...aliases('named') });
    expect((await lookUp('named')).content).toBe(ids(open));
  });

  it('leads to an item under embargo once it opens, although a draft named it before', async () => {
    await maker().article({ headline: 'Draft too', status: 'DRAFT', ...aliases('named-later') });
    const later = { embargoedUntil: minutesOn(30), ...aliases('named-later') };
    const embargoed = await maker().article({ headline: 'Embargoed', ...later });
    expect((await lookUp('named-later')).content).toBeNull();
    gateway().now = minutesOn(30);
    expect((await lookUp('named-later')).content).toBe(ids(embargoed));
  });

  it('keeps leading to the first public item', async () => {
    const first = await maker().article({ headline: 'First', ...aliases('named-twice') });
    await maker().article({ headline: 'Second', ...aliases('named-twice') });
    await maker().article({ headline: 'Third', status: 'DRAFT', ...aliases('named-twice') });
    expect((await lookUp('named-twice')).content).toBe(ids(first));
  });
});

describe('the payload of every mutation that answers an item', () => {
  it('says which other item the address serves', () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    const items = CONTENT_TYPES.map(typeNameOf);
    const payloads = fields.flatMap(({ type }) => {
      const payload = getNamedType(type);
      return isObjectType(payload) ? [payload] : [];
    });
    const ofItems = payloads.filter((payload) =>
      Object.values(payload.getFields()).some(
        ({ name, type }) => name !== 'addressServes' && items.includes(getNamedType(type).name),
      ),
    );
    expect(ofItems.length).toBeGreaterThan(20);
    expect(ofItems.filter((payload) => !payload.getFields().addressServes).map(({ name }) => name)).toEqual([]);
  });
});
