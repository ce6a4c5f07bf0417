import { describe, expect, it } from 'vitest';
import type { NewsroomRecordInput } from '../../../src/ingest/contract/records.js';
import { useDatabase } from '../../support/database.js';
import { NOW } from '../../support/names.js';
import { importFiles, line } from './importing.js';

const database = useDatabase();

const importLines = (...lines: string[]) => importFiles(database(), 'jsonl', { 'news.jsonl': lines.join('') });
const section = (slug: string, parent?: string) =>
  `${JSON.stringify({ record: 'section', language: 'en', slug, name: slug, parent } satisfies NewsroomRecordInput)}\n`;

const select = async (statement: string, ...values: unknown[]) =>
  (await database().pool.query(statement, values)).rows.map((row) => Object.values(row).join(' '));
const pathOf = async (headline: string) =>
  (await select('select path from content_items where headline = $1', headline)).join();
const aliasesOf = (headline: string) =>
  select(
    'select path_aliases.path from path_aliases join content_items on id = content_id where headline = $1 order by 1',
    headline,
  );

describe('a section that moves', () => {
  it('takes its sub-sections and their items along, and the old paths of the items still lead to them', async () => {
    await importLines(
      section('world'),
      section('coast'),
      section('harbours', 'coast'),
      line({ headline: 'On the coast', section: { name: 'coast' } }),
      line({ headline: 'In the harbour', section: { name: 'harbours' } }),
      line({ headline: 'Elsewhere', section: { name: 'world' } }),
    );
    const { failed } = await importLines(section('coast', 'world'));
    expect(failed).toEqual([]);
    expect(await select(`select slug, path from sections order by slug`)).toEqual([
      'coast /world/coast',
      'harbours /world/coast/harbours',
      'world /world',
    ]);
    expect(await pathOf('On the coast')).toBe('/world/coast/on-the-coast');
    expect(await pathOf('In the harbour')).toBe('/world/coast/harbours/in-the-harbour');
    expect(await pathOf('Elsewhere')).toBe('/world/elsewhere');
    expect(await aliasesOf('In the harbour')).toEqual(['/coast/harbours/in-the-harbour']);
    await importLines(section('coast'));
    expect(await pathOf('In the harbour')).toBe('/coast/harbours/in-the-harbour');
    expect(await aliasesOf('In the harbour')).toEqual(['/world/coast/harbours/in-the-harbour']);
  });

  it.each([
    ['moved below itself', section('cliffs', 'cliffs'), 'parent: cliffs is the section itself'],
    ['moved below its own sub-section', section('cliffs', 'caves'), 'parent: caves is itself below cliffs'],
    ['moved below an unknown section', section('cliffs', 'nowhere'), 'parent: there is no section nowhere'],
    ['with a slash in its slug', section('cliffs/caves'), `slug: "cliffs/caves" can't be a part of an address`],
    ['with the slug ".."', section('..'), `slug: ".." can't be a part of an address`],
  ])('is refused and not moved if it is %s', async (_where, record, reason) => {
    await importLines(section('cliffs'), section('caves', 'cliffs'));
    const { failed } = await importLines(record);
    expect(failed).toEqual([expect.stringContaining(`news.jsonl, line 1: ${reason}`)]);
    expect(await select(`select path from sections where slug like 'c%s' order by 1`)).toEqual([
      '/cliffs',
      '/cliffs/caves',
    ]);
  });
});

describe('a translation', () => {
  const groupOf = (name: string) =>
    select(
      `select others.headline from content_items as one join content_items as others
         on others.translation_group_id = one.translation_group_id where one.headline = $1 order by 1`,
      name,
    );
  const translation = (headline: string, language: string, of?: string) =>
    line({ headline, language, ...(of !== undefined && { translationOf: `test:${of}` }) });

  it('of an item that later becomes a translation itself is in the same group as both', async () => {
    await importLines(translation('Sea', 'en'), translation('Mar', 'es'), translation('Mer', 'fr', 'Mar'));
    await importLines(translation('Mar', 'es', 'Sea'));
    expect(await groupOf('Sea')).toEqual(['Mar', 'Mer', 'Sea']);
  });

  it('that is assigned to another item leaves the other translations in their group', async () => {
    await importLines(
      translation('Sand', 'en'),
      translation('Arena', 'es', 'Sand'),
      translation('Sable', 'fr', 'Sand'),
    );
    await importLines(translation('Grit', 'en'), translation('Arena', 'es', 'Grit'));
    expect(await groupOf('Grit')).toEqual(['Arena', 'Grit']);
    expect(await groupOf('Sand')).toEqual(['Sable', 'Sand']);
  });
});

describe('the date of the first publication', () => {
  const firstOf = async (headline: string): Promise<unknown> => {
    const { rows } = await database().pool.query('select first_published_at from content_items where headline = $1', [
      headline,
    ]);
    return rows[0].first_published_at;
  };
  const day = (number: number) => new Date(NOW.getTime() - number * 86_400_000);

  it('is not set for a draft, and never changes once the item is public', async () => {
    const headline = 'Kept back';
    await importLines(line({ headline, status: 'DRAFT', publishedAt: day(3) }));
    expect(await firstOf(headline)).toBeNull();
    await importLines(line({ headline, publishedAt: day(2) }));
    expect(await firstOf(headline)).toEqual(day(2));
    await importLines(line({ headline, publishedAt: day(1) }));
    await importLines(line({ headline, status: 'DRAFT', publishedAt: day(0) }));
    expect(await firstOf(headline)).toEqual(day(2));
  });

  it('moves with the planned date of a scheduled item', async () => {
    await importLines(line({ headline: 'Planned', publishedAt: day(-2) }));
    await importLines(line({ headline: 'Planned', publishedAt: day(-1) }));
    expect(await firstOf('Planned')).toEqual(day(-1));
  });
});

describe('views', () => {
  it('are added up if a document has two counts for the same hour', async () => {
    const views = [1, 2].map((number) => ({ hour: NOW, views: number }));
    const { failed } = await importLines(line({ headline: 'Seen', views }));
    expect(failed).toEqual([]);
    expect(await select(`select views from content_views`)).toEqual(['3']);
  });
});

describe('an item that changes its kind', () => {
  it('keeps its slug, and loses the fields of its old kind', async () => {
    const headline = 'Changing';
    await importLines(line({ headline, body: [{ type: 'paragraph', html: 'Words.' }] }));
    const video = { record: 'video', embedUrl: 'https://player.example/1' } as const;
    const { articles } = await importLines(`${JSON.stringify({ ...JSON.parse(line({ headline })), ...video })}\n`);
    expect(articles).toMatchObject([{ type: 'VIDEO', slug: 'changing', outcome: 'updated' }]);
    expect(
      await select(`select content_id from articles join content_items on id = content_id where slug = 'changing'`),
    ).toEqual([]);
    expect(await select(`select embed_url from videos`)).toEqual(['https://player.example/1']);
  });
});
