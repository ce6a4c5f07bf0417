import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase();
const gateway = useGateway(database, { SITE_NAME: 'The Default', SITE_TIME_ZONE: 'Europe/Oslo' });
const make = useMaker(database);

const FIELDS = `language name slogan about copyrightNotice timeZone logo { url altText } liveStream { title url }
  socialLinks { network url } appLinks { platform url } editions { language name }
  navigation { label url children { label url } } footer: navigation(menu: FOOTER) { label }`;
interface Result {
  readonly site: Record<string, unknown> | null;
}
const write = (mutation: string, input: object) =>
  writeAs<Result>(gateway(), 'admin', mutation, `site { ${FIELDS} }`, input);

async function read(language?: string) {
  const { data } = await gateway().ask<{ site: Record<string, unknown> }>(
    `query ($language: LanguageTag) { site(language: $language) { ${FIELDS} } }`,
    { language },
  );
  return data.site;
}

describe('updateEdition', () => {
  it('creates an edition, and the edition in the site’s language keeps its name', async () => {
    const input = { language: 'es', name: 'El Correo', slogan: 'Hoy', about: 'Somos.', copyrightNotice: '© Correo' };
    const { cursor, site, userErrors } = await write('updateEdition', { ...input, position: 1 });
    expect(userErrors).toEqual([]);
    expect(cursor).toEqual(expect.any(String));
    expect(site).toMatchObject(input);
    expect(await read('es')).toEqual(site);
    expect(await read()).toMatchObject({
      name: 'The Default',
      editions: [
        { language: 'en', name: 'The Default' },
        { language: 'es', name: 'El Correo' },
      ],
    });
  });

  it('changes the given fields and keeps the others', async () => {
    const input = { language: 'en', name: 'The Post', slogan: 'Daily', about: 'We are.', copyrightNotice: '© Post' };
    await write('updateEdition', input);
    expect((await write('updateEdition', { language: 'en', slogan: 'Nightly' })).userErrors).toEqual([]);
    expect(await read()).toMatchObject({ ...input, slogan: 'Nightly' });
    await write('updateEdition', { language: 'en', slogan: null, about: null, copyrightNotice: null, position: 5 });
    expect(await read()).toMatchObject({ slogan: null, about: null, copyrightNotice: null });
    expect((await read()).editions).toMatchObject([{ language: 'es' }, { language: 'en' }]);
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { language: 'ar', name: text, slogan: text, about: text, copyrightNotice: text };
    expect((await write('updateEdition', input)).userErrors).toEqual([]);
    expect(await read('ar')).toMatchObject(input);
  });

  it.each([
    ['INVALID', 'language', { language: '*', name: 'All' }],
    ['INVALID', 'name', { language: 'fr' }],
    ['INVALID', 'name', { language: 'fr', name: ' ' }],
    ['INVALID', 'name', { language: 'en', name: null }],
    ['INVALID', 'name', { language: 'en', name: 'x'.repeat(201) }],
    ['INVALID', 'slogan', { language: 'en', slogan: 'x'.repeat(501) }],
    ['INVALID', 'about', { language: 'en', about: 'x'.repeat(10_001) }],
    ['INVALID', 'copyrightNotice', { language: 'en', copyrightNotice: 'x'.repeat(501) }],
  ])('answers %s for %s, and writes nothing', async (code, field, input) => {
    const before = await read();
    const payload = await write('updateEdition', input);
    expect(payload).toMatchObject({ site: null, cursor: null, userErrors: [{ code, field }] });
    expect(await read()).toEqual(before);
  });
});

describe('updateSite', () => {
  const full = {
    timeZone: 'America/Lima',
    logo: { url: 'https://pictures.example/logo.svg', altText: 'The Post' },
    liveStream: { title: 'LIVE', url: 'https://news.example/live' },
    socialLinks: [{ network: 'x', url: 'https://x.example/post' }],
    appLinks: [{ platform: 'ios', url: 'https://apps.example/post' }],
  };

  it('keeps the values of environment variables for fields that nobody has set', async () => {
    await write('updateSite', { logo: full.logo });
    expect(await read()).toMatchObject({ language: 'en', timeZone: 'Europe/Oslo', logo: full.logo });
  });

  it('changes the given fields and keeps the others', async () => {
    const { site, userErrors } = await write('updateSite', full);
    expect(userErrors).toEqual([]);
    expect(site).toMatchObject(full);
    await write('updateSite', { timeZone: 'Asia/Tokyo' });
    expect(await read()).toMatchObject({ ...full, timeZone: 'Asia/Tokyo' });
    await write('updateSite', { logo: null, liveStream: null, socialLinks: null, appLinks: [] });
    expect(await read()).toMatchObject({ logo: null, liveStream: null, socialLinks: [], appLinks: [] });
    expect((await write('updateSite', {})).userErrors).toEqual([]);
  });

  it('adds share links to items', async () => {
    const { id } = await make().article({ headline: 'Shared & read', publishedAt: hoursAgo(1) });
    expect(id).toBeGreaterThan(0);
    const template = 'whatsapp://send?text={headline}%20{url}';
    await write('updateSite', { shareNetworks: [{ network: 'WhatsApp', template }] });
    const { data } = await gateway().ask('{ article(by: { slug: "shared-read" }) { shareLinks { network url } } }');
    expect(data).toEqual({
      article: {
        shareLinks: [
          { network: 'whatsapp', url: expect.stringContaining('whatsapp://send?text=Shared%20%26%20read%20https%3A') },
        ],
      },
    });
  });

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: null }],
    ['logo.url', { logo: { ...full.logo, url: 'javascript:alert(1)' } }],
    ['liveStream.title', { liveStream: { ...full.liveStream, title: '' } }],
    ['liveStream.url', { liveStream: { ...full.liveStream, url: 'data:text/html,x' } }],
    ['socialLinks.0.url', { socialLinks: [{ network: 'x', url: 'javascript:alert(1)' }] }],
    ['socialLinks.0.url', { socialLinks: [{ network: 'x', url: `https://x.example/${'x'.repeat(2000)}` }] }],
    ['appLinks.1.platform', { appLinks: [...full.appLinks, { platform: 'x'.repeat(51), url: 'https://a.example' }] }],
    ['appLinks.0.url', { appLinks: [{ platform: 'ios', url: 'itms' }] }],
    ['shareNetworks.0.template', { shareNetworks: [{ network: 'x', template: 'javascript:alert("{url}")' }] }],
    ['shareNetworks', { shareNetworks: new Array(31).fill({ network: 'x', template: 'https://x.example/{url}' }) }],
  ])('answers INVALID for %s, and changes nothing', async (field, input) => {
    const before = await read();
    const payload = await write('updateSite', { ...input });
    expect(payload).toMatchObject({ site: null, userErrors: [{ code: 'INVALID', field }] });
    expect(await read()).toEqual(before);
  });

  it('refuses a publisher, and changes nothing', async () => {
    const before = await read();
    const { errors } = await (await gateway().as('publisher')).ask(
      'mutation { updateSite(input: { timeZone: "Asia/Tokyo" }) { cursor } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await read()).toEqual(before);
  });
});

describe('setNavigation', () => {
  const menu = (...items: object[]) => ({ language: 'en', menu: 'MAIN', items });
  const item = (label: string, path: string, children?: object[]) => ({ label, path, ...(children && { children }) });

  it('replaces all items of a menu, in the given order, and keeps the other menus', async () => {
    await write('setNavigation', { menu: 'FOOTER', items: [item('Imprint', '/pages/imprint')] });
    await write('setNavigation', { ...menu(item('Noticias', '/es/noticias')), language: 'es' });
    await write('setNavigation', menu(item('Old', '/old', [item('Older', '/older')])));
    const { site, userErrors } = await write(
      'setNavigation',
      menu(
        item('News', '/news', [item('World', '/news/world'), item('Sport', '/news/sport')]),
        item('Shop', 'https://shop.example/'),
      ),
    );
    expect(userErrors).toEqual([]);
    expect(await read()).toEqual(site);
    expect(site).toMatchObject({
      navigation: [
        {
          ...{ label: 'News', url: 'https://news.example/news' },
          children: [{ label: 'World', url: 'https://news.example/news/world' }, { label: 'Sport' }],
        },
        { label: 'Shop', url: 'https://shop.example/', children: [] },
      ],
      footer: [{ label: 'Imprint' }],
    });
    expect(await read('es')).toMatchObject({ navigation: [{ label: 'Noticias' }] });
    await write('setNavigation', menu());
    expect(await read()).toMatchObject({ navigation: [], footer: [{ label: 'Imprint' }] });
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    expect((await write('setNavigation', menu(item(text, '/x')))).userErrors).toEqual([]);
    expect(await read()).toMatchObject({ navigation: [{ label: text }] });
  });

  it.each([
    ['language', { ...menu(), language: 'de' }],
    ['items.1.label', menu(item('Good', '/good'), item(' ', '/bad'))],
    ['items.0.label', menu(item('x'.repeat(101), '/x'))],
    ['items.0.path', menu(item('Bad', 'javascript:alert(1)'))],
    ['items.0.path', menu(item('Bad', '//elsewhere.example'))],
    ['items.0.children.0.path', menu(item('Good', '/good', [item('Bad', 'bad')]))],
    ['items', menu(...new Array(51).fill(item('Good', '/good')))],
    ['items.0.children', menu(item('Good', '/good', new Array(51).fill(item('Good', '/good'))))],
  ])('answers INVALID for %s, and does not change the menu', async (field, input) => {
    const before = await read();
    const payload = await write('setNavigation', input);
    expect(payload).toMatchObject({ site: null, cursor: null, userErrors: [{ code: 'INVALID', field }] });
    expect(await read()).toEqual(before);
  });
});
