import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  await make().article({ headline: 'Algo en español', language: 'es' });
  for (const slug of ['coast', 'hills']) await make().record({ record: 'region', language: 'en', slug, name: slug });
  await make().record({ record: 'region', language: 'es', slug: 'coast', name: 'Costa' });
  const line = (text: string, urgency: number, more: object = {}) =>
    make().record({
      ...{ record: 'breaking', sourceId: text, language: 'en', text, urgency },
      ...{ publishedAt: hoursAgo(urgency), ...more },
    });
  await line('One, coast', 1, { region: 'coast' });
  await line('Two', 2);
  await line('Three, hills', 3, { region: 'hills' });
  await line('Four, coast', 4, { region: 'coast' });
  await line('Cinco, coast', 5, { language: 'es', region: 'coast' });
});

const TICKER = `query ($language: LanguageTag, $filter: BreakingFilter) {
  breakingItems(first: 10, language: $language, filter: $filter) { nodes { text } }
}`;

async function ask(filter: object | null, language?: string): Promise<string[]> {
  const { data, errors } = await gateway().ask<{ breakingItems: { nodes: { text: string }[] } }>(TICKER, {
    filter,
    language,
  });
  expect(errors).toBeUndefined();
  return data.breakingItems.nodes.map(({ text }) => text);
}

describe('the filter of breakingItems', () => {
  const all = ['One, coast', 'Two', 'Three, hills', 'Four, coast'];
  it.each([
    [null, all],
    [{}, all],
    [{ regions: [], maxUrgency: null, language: null }, all],
    [{ maxUrgency: 2 }, ['One, coast', 'Two']],
    [{ maxUrgency: 9 }, all],
    [{ regions: ['coast'] }, ['One, coast', 'Four, coast']],
    [{ regions: ['hills', 'coast'], maxUrgency: 3 }, ['One, coast', 'Three, hills']],
    [{ regions: ['nowhere'] }, []],
    [{ language: 'es-MX' }, ['Cinco, coast']],
    [{ language: '*', regions: ['coast'] }, ['One, coast', 'Four, coast', 'Cinco, coast']],
  ])('%j', async (filter, texts) => {
    expect(await ask(filter)).toEqual(texts);
  });

  it('has a language that takes precedence over the `language` argument', async () => {
    expect(await ask({ language: 'es' }, 'en')).toEqual(['Cinco, coast']);
    expect(await ask({ maxUrgency: 9 }, 'es')).toEqual(['Cinco, coast']);
  });

  it.each([0, 10])('refuses a maxUrgency of %i, and names the field', async (maxUrgency) => {
    const { errors } = await gateway().ask(TICKER, { filter: { maxUrgency } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'filter.maxUrgency' } });
  });
});
