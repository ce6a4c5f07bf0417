import { describe, expect, it } from 'vitest';
import { directionOf } from '../../src/site/language-tag.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const empty = useDatabase('empty_newsroom');
const sample = useDatabase('sample_newsroom');
const emptyGateway = useGateway(empty, {
  SITE_NAME: 'The Daily Default',
  SITE_LANGUAGE: 'pt',
  SITE_TIME_ZONE: 'Europe/Lisbon',
});
const gateway = useGateway(sample, { SITE_NAME: 'Not this', SITE_LANGUAGE: 'pt' });

const SITE = `query ($language: LanguageTag) { site(language: $language) {
  name language direction url latestUrl coverageUrl timeZone editions { language name url direction }
  navigation { label url children { url } } footer: navigation(menu: FOOTER) { url } pages { url } regions { url }
} }`;

describe('site', () => {
  it('has the values of environment variables if the database is empty', async () => {
    const { data, errors } = await emptyGateway().ask(SITE);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      site: {
        name: 'The Daily Default',
        language: 'pt',
        direction: 'LTR',
        url: 'https://news.example/',
        latestUrl: 'https://news.example/latest',
        coverageUrl: 'https://news.example/coverage',
        timeZone: 'Europe/Lisbon',
        editions: [{ language: 'pt', name: 'The Daily Default', url: 'https://news.example/', direction: 'LTR' }],
        navigation: [],
        footer: [],
        pages: [],
        regions: [],
      },
    });
  });

  it('has the stored values, if there are any, instead of the environment variables', async () => {
    const { data } = await gateway().ask(SITE);
    expect(data).toMatchObject({ site: { name: 'The Meridian Post', language: 'en', url: 'https://news.example/' } });
  });

  it.each([
    ['ar', 'ar'],
    ['ar-EG', 'ar'],
    ['es-mx', 'es'],
    ['zh-Hant-TW', 'en'],
    ['en-GB', 'en'],
  ])('asked for %s, returns the site and all its URLs in %s', async (asked, language) => {
    const { data } = await gateway().ask<{ site: { direction: string } }>(SITE, { language: asked });
    expect(data.site).toMatchObject({ language, direction: language === 'ar' ? 'RTL' : 'LTR' });
    const addresses = JSON.stringify({ ...data.site, editions: [] }).match(/https:\/\/news\.example[^"]*/g) ?? [];
    expect(addresses.length).toBeGreaterThan(20);
    const own = (url: string) => /^https:\/\/news\.example\/(es|ar)(\/|$)/.exec(url)?.[1] ?? 'en';
    expect(new Set(addresses.map(own))).toEqual(new Set([language]));
  });

  it('needs one SQL statement, even with menus, editions and pages', async () => {
    sample().statements.length = 0;
    await gateway().ask(
      '{ site { name editions { url } navigation { children { url } } pages { url } shareless: socialLinks { url } } }',
    );
    expect(sample().statements).toHaveLength(1);
  });
});

describe('a language', () => {
  it('is written in the direction of its usual script', () => {
    expect(['ar', 'he', 'fa', 'ur', 'az-Arab', 'dv'].map(directionOf)).toEqual(Array(6).fill('RTL'));
    expect(['en', 'es', 'zh', 'az', 'ru', 'und'].map(directionOf)).toEqual(Array(6).fill('LTR'));
  });
});
