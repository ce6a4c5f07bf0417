import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const section = { name: 'Politics', parent: { name: 'News' } };
  await make().article({ headline: 'A vote', section, aliases: ['/2019/01/a-vote', '/politics/قديم'] });
  await make().article({ headline: 'A vote', sourceId: 'es', language: 'es', section });
  await make().article({ headline: 'تصويت في الجمعية', language: 'ar', section: { name: 'سياسة', slug: 'politics' } });
  await make().article({ headline: 'Hlasování', language: 'cs' });
});

async function find(
  by: object,
  language?: string,
): Promise<{ headline: string; url: string; language: string } | null> {
  const { data, errors } = await gateway().ask<{ article: { headline: string; url: string; language: string } | null }>(
    'query ($by: ArticleBy!, $language: LanguageTag) { article(by: $by, language: $language) { headline url language } }',
    { by, language },
  );
  expect(errors).toBeUndefined();
  return data.article;
}

describe('an article', () => {
  it('is found by its slug and language, because two languages may have the same slug', async () => {
    expect(await find({ slug: 'a-vote' })).toMatchObject({
      language: 'en',
      url: 'https://news.example/news/politics/a-vote',
    });
    expect(await find({ slug: 'a-vote' }, 'es')).toMatchObject({ url: 'https://news.example/es/news/politics/a-vote' });
    expect(await find({ slug: 'no-such' })).toBeNull();
  });

  it('is found by its path and its former paths, percent-encoded or not, and returns its canonical address', async () => {
    const url = 'https://news.example/news/politics/a-vote';
    const paths = [
      '/news/politics/a-vote',
      '/news/politics/a-vote/',
      '/2019/01/a-vote?utm=1',
      '/politics/قديم',
      encodeURI('/politics/قديم'),
    ];
    for (const path of paths) expect(await find({ path }), path).toMatchObject({ url });
    expect(await find({ path: '/ar/politics/تصويت-في-الجمعية' })).toMatchObject({
      url: `https://news.example${encodeURI('/ar/politics/تصويت-في-الجمعية')}`,
    });
    for (const path of ['', '/', 'a-vote', '/%', '/news/politics']) expect(await find({ path }), path).toBeNull();
  });

  it('is found by its id, but the id of a tag and an invalid id are refused', async () => {
    const { data } = await gateway().ask<{ article: { id: string } }>('{ article(by: { slug: "a-vote" }) { id } }');
    expect(await find({ id: data.article.id })).toMatchObject({ headline: 'A vote' });
    for (const id of [Buffer.from('Tag:1').toString('base64'), 'nonsense', '']) {
      const { errors } = await gateway().ask('query ($id: ID!) { article(by: { id: $id }) { headline } }', { id });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'by.id' } });
    }
  });

  it('needs exactly one of id, path and slug', async () => {
    for (const by of [{}, { slug: 'a', path: '/a' }, { slug: null }]) {
      const { errors, status } = await gateway().ask('query ($by: ArticleBy!) { article(by: $by) { headline } }', {
        by,
      });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(status).toBeLessThan(500);
    }
  });

  it('falls back from a regional language to the base language, and then to the language of the site', async () => {
    expect(await find({ slug: 'a-vote' }, 'es-MX')).toMatchObject({ language: 'es' });
    expect(await find({ slug: 'a-vote' }, 'fr')).toMatchObject({ language: 'en' });
    expect(await find({ slug: 'hlasovani' }, 'cs-CZ')).toMatchObject({ language: 'cs' });
  });

  it('can’t be requested in the language "*" or with an invalid language tag', async () => {
    for (const language of ['', 'x', 'en_US', 'not a tag', '*', 'e'.repeat(500)]) {
      const { errors } = await gateway().ask(
        'query ($language: LanguageTag) { article(by: { slug: "a-vote" }, language: $language) { headline } }',
        { language },
      );
      expect(errors?.[0], language).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });

  it('keeps every byte of an Arabic, Chinese or emoji headline', async () => {
    for (const headline of [
      'ٱلسَّلَامُ عَلَيْكُمْ — تَجْرِبَة',
      '最高法院裁定：「新法」有效',
      'Fans 🎉👩🏽‍🚀 celebrate 🇺🇳',
      'e\u0301 is not \u00e9',
    ]) {
      const { id } = await make().article({ headline });
      const found = await find({ id: Buffer.from(`Article:${id}`).toString('base64') });
      expect(Buffer.from(found?.headline ?? '')).toEqual(Buffer.from(headline));
    }
  });

  it('is null for a hostile slug or path, for example SQL', async () => {
    for (const hostile of ["'; drop table content_items; --", '\\', '%_%', '../../etc/passwd', 'x'.repeat(255), '']) {
      expect(await find({ slug: hostile })).toBeNull();
      expect(await find({ path: hostile })).toBeNull();
    }
  });

  it('is refused if a variable or the operation contains a NUL character or a lone surrogate', async () => {
    for (const bad of ['a\u0000b', 'a\ud800b']) {
      const query = 'query ($by: ArticleBy!) { article(by: $by) { id } }';
      const { errors, status } = await gateway().ask(query, { by: { slug: bad } });
      expect(status).toBeLessThan(500);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: '$by.slug' } });
      const literal = await gateway().ask(`{ article(by: { slug: ${JSON.stringify(bad)} }) { id } }`);
      expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(literal.errors?.[0]?.extensions.code);
    }
  });
});

describe('wordCount and readTimeMinutes', () => {
  it.each([
    ['en', 'word '.repeat(1000), 1000, 4],
    ['ar', 'كلمة '.repeat(276), 276, 2],
    ['zh', '我们今天去北京看一场非常精彩的足球比赛。'.repeat(40), 480, 3],
    ['ja', '今日は天気がいいです。', 6, 1],
  ])('are computed by the rules of the language %s', async (language, text, words, minutes) => {
    const { slug } = await make().article({
      headline: `Words in ${language}`,
      language,
      body: [{ type: 'paragraph', html: text }],
    });
    const { data } = await gateway().ask<{ article: { wordCount: number; readTimeMinutes: number } }>(
      'query ($slug: String!, $language: LanguageTag) { article(by: { slug: $slug }, language: $language) { wordCount readTimeMinutes } }',
      { slug, language },
    );
    expect(data.article.wordCount).toBeGreaterThan(words * 0.8);
    expect(data.article.wordCount).toBeLessThan(words * 1.2);
    expect(data.article.readTimeMinutes).toBe(minutes);
  });
});

describe('an article in a regional language', () => {
  it('gets its base language if the newsroom has this language, and otherwise keeps its own language', async () => {
    await make().article({ headline: 'Harbor reopens', language: 'en-US' });
    await make().article({ headline: 'Porto reabre', language: 'pt-BR' });
    expect(await find({ slug: 'harbor-reopens' })).toMatchObject({
      language: 'en',
      url: 'https://news.example/news/harbor-reopens',
    });
    expect(await find({ slug: 'harbor-reopens' }, 'en-US')).toMatchObject({ language: 'en' });
    expect(await find({ slug: 'porto-reabre' }, 'pt-BR')).toMatchObject({ language: 'pt-BR' });
  });
});
