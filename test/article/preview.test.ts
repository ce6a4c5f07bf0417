import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const ARTICLE = `query ($slug: String!) { article(by: { slug: $slug }) { headline status }
  latest: contentItems(first: 3) { nodes { headline } } }`;
const hoursOn = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

interface Answer {
  readonly article: { headline: string; status: string } | null;
  readonly latest: { nodes: { headline: string }[] };
}

beforeEach(() => {
  gateway().now = NOW;
});

describe('the preview header', () => {
  it('shows an editor a draft by slug, id and path, and does not add the draft to lists', async () => {
    const { id, slug } = await desk.createDraft({ headline: 'Not yet out' });
    const editor = await gateway().as('editor', { 'dateline-preview': '1' });
    const { data, headers } = await editor.ask<Answer>(ARTICLE, { slug });
    expect(data.article).toEqual({ headline: 'Not yet out', status: 'DRAFT' });
    expect(data.latest.nodes.map(({ headline }) => headline)).not.toContain('Not yet out');
    expect(headers.get('cache-control')).toBe('private, no-store');
    const others = await editor.ask(
      `query ($id: ID!) { node(id: $id) { ... on Article { headline } } content(by: { path: "/news/not-yet-out" }) { id } }`,
      { id },
    );
    expect(others.data).toEqual({ node: { headline: 'Not yet out' }, content: { id } });
    const without = await (await gateway().as('editor')).ask<Answer>(ARTICLE, { slug });
    expect(without.data.article).toBeNull();
  });

  it('needs the role editor: otherwise the whole operation is refused', async () => {
    const { slug } = await desk.createDraft();
    for (const asker of [
      gateway().askWith({ 'dateline-preview': '1' }),
      await gateway().as('contributor', { 'dateline-preview': '1' }),
    ]) {
      const { errors, status } = await asker.ask(ARTICLE, { slug });
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    }
  });
});

describe('a preview link', () => {
  const makeLink = async (id: string, expiresAt: Date) =>
    runEditorial<string>(await gateway().as('editor'), 'CreatePreviewLink', { id, expiresAt });
  const tokenOf = (url: string | undefined) => new URL(url ?? '').searchParams.get('preview') ?? '';

  it('shows its draft to everybody who has the link, and shows no other hidden item', async () => {
    const [shown, other] = [await desk.createDraft({ headline: 'For one' }), await desk.createDraft()];
    const { url, userErrors } = await makeLink(shown.id, hoursOn(2));
    expect(userErrors).toEqual([]);
    expect(url).toMatch(/^https:\/\/news\.example\/news\/for-one\?preview=/);
    const guest = gateway().askWith({ 'dateline-preview': tokenOf(url) });
    const { data, headers } = await guest.ask<Answer>(ARTICLE, { slug: shown.slug });
    expect(data.article).toEqual({ headline: 'For one', status: 'DRAFT' });
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect((await guest.ask<Answer>(ARTICLE, { slug: other.slug })).data.article).toBeNull();
  });

  it('stops working when it expires, and an invalid token does not work', async () => {
    const { id, slug } = await desk.createDraft();
    const token = tokenOf((await makeLink(id, hoursOn(1))).url);
    const forged = `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}A`;
    gateway().now = hoursOn(1);
    for (const preview of [token, forged, 'yes', 'a.b.c']) {
      const { errors, status } = await gateway().askWith({ 'dateline-preview': preview }).ask(ARTICLE, { slug });
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    }
  });

  it('opens in a browser as an HTML page with escaped text, and only with its token', async () => {
    const { id } = await desk.createDraft({
      headline: 'Seen <here>',
      body: [{ paragraph: { html: 'A <b>bold</b> start' } }],
    });
    const { url } = await makeLink(id, hoursOn(1));
    const { pathname, search } = new URL(url ?? '');
    const page = await fetch(`${gateway().address}${pathname}${search}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    const html = await page.text();
    expect(html).toContain('<h1>Seen &lt;here&gt;</h1>');
    expect(html).toContain('A <strong>bold</strong> start');
    expect((await fetch(`${gateway().address}${pathname}?preview=x`)).status).toBe(401);
    expect((await fetch(`${gateway().address}${pathname}?preview=1`)).status).toBe(401);
    expect((await fetch(`${gateway().address}${pathname}`)).status).toBe(404);
  });

  it('is not created with a wrong expiry, for an unknown article, or by a contributor for a draft of somebody else', async () => {
    const { id } = await desk.createDraft();
    expect((await makeLink(id, NOW)).userErrors).toMatchObject([{ code: 'INVALID', field: 'expiresAt' }]);
    expect((await makeLink(id, hoursOn(24 * 31))).userErrors).toMatchObject([{ code: 'INVALID', field: 'expiresAt' }]);
    const unknown = Buffer.from('Article:999999').toString('base64');
    expect((await makeLink(unknown, hoursOn(1))).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: 'id' }]);
    const link = runEditorial(await gateway().as('contributor'), 'CreatePreviewLink', { id, expiresAt: hoursOn(1) });
    await expect(link).rejects.toThrow(/editor/);
  });
});

describe('the as-of header', () => {
  it('shows an editor the articles and lists of a future time', async () => {
    const scheduled = await desk.createDraft({ headline: 'Tomorrow’s news' });
    await desk.publish(scheduled.id, hoursOn(24));
    const expiring = await desk.createPublished({ headline: 'Only today', expiresAt: hoursOn(12) });
    const at = await gateway().as('editor', { 'dateline-as-of': hoursOn(25).toISOString() });
    const tomorrow = (await at.ask<Answer>(ARTICLE, { slug: scheduled.slug })).data;
    expect(tomorrow.article).toEqual({ headline: 'Tomorrow’s news', status: 'PUBLISHED' });
    expect(tomorrow.latest.nodes[0]?.headline).toBe('Tomorrow’s news');
    const answer = await at.ask<Answer>(ARTICLE, { slug: expiring.slug });
    expect(answer.data.article).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect((await gateway().ask<Answer>(ARTICLE, { slug: scheduled.slug })).data.article).toBeNull();
  });

  it('needs the role editor and a valid time', async () => {
    const anonymous = await gateway().askWith({ 'dateline-as-of': NOW.toISOString() }).ask(ARTICLE, { slug: 'x' });
    expect({ status: anonymous.status, code: anonymous.errors?.[0]?.extensions.code }).toEqual({
      status: 403,
      code: 'FORBIDDEN',
    });
    const bad = await (await gateway().as('editor', { 'dateline-as-of': 'tomorrow' })).ask(ARTICLE, { slug: 'x' });
    expect({ status: bad.status, code: bad.errors?.[0]?.extensions.code }).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
  });
});
