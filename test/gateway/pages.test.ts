import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { useBuild } from '../support/process.js';
import { getRaw, UPGRADE } from './raw-request.js';

useBuild();
const database = useDatabase();
const gateway = useGateway(database);
const desk = useDesk(gateway, database);
const BROWSER = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** Paths of all routes, and paths that do not exist. */
const PATHS = [
  ...['/', '/graphql', '/graphql/', '/graphql?query={__typename}', '/graphql/health', '/health', '/ready'],
  ...['/favicon.ico', '/media/logo.svg', '/graphiql/0/main.js', '/nothing', '/%', '//['],
  ...['/news/a?preview=x', '/news/a?preview=1', '/%?preview=1', `/${'a'.repeat(4000)}?preview=1`],
];
/** The address of a preview. */
let preview = '';

beforeAll(async () => {
  const { id } = await desk.createDraft({ headline: 'Not yet', body: [{ paragraph: { html: 'A <b>start</b>' } }] });
  const expiresAt = new Date(NOW.getTime() + 3_600_000);
  const { url } = await runEditorial<string>(await gateway().as('editor'), 'CreatePreviewLink', { id, expiresAt });
  const { pathname, search } = new URL(url ?? '');
  preview = `${pathname}${search}`;
});

describe('a page of the gateway', () => {
  it('runs only scripts of the gateway, cannot be framed, and sends no Referer', async () => {
    const token = preview.slice(preview.indexOf('?'));
    const paths = [...PATHS, preview, `/nowhere${token}`, `/%${token}`, `/${'a'.repeat(4000)}${token}`];
    const pages: string[] = [];
    for (const path of paths) {
      for (const headers of [BROWSER, {}, { ...BROWSER, ...UPGRADE, Upgrade: 'h2c' }]) {
        const answer = await getRaw(gateway().address, path, headers);
        expect([path, answer.status < 500]).toEqual([path, true]);
        if (!/^content-type: text\/html/im.test(answer.headers)) continue;
        pages.push(`${answer.status} ${path}`);
        const policy = /^content-security-policy: (.*)$/im.exec(answer.headers)?.[1]?.split('; ') ?? [];
        expect(policy).toEqual(
          expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]),
        );
        expect([undefined, "script-src 'self'"]).toContain(policy.find((rule) => rule.startsWith('script-src')));
        expect(answer.headers).toMatch(/^x-content-type-options: nosniff$/im);
        expect(answer.headers).toMatch(/^referrer-policy: no-referrer$/im);
        expect(answer.headers).toMatch(/^x-frame-options: DENY$/im);
      }
    }
    expect(pages).toEqual(expect.arrayContaining(['200 /graphql', `200 ${preview}`, '401 /news/a?preview=x']));
    expect(pages).toEqual(expect.arrayContaining([`404 /nowhere${token}`, `404 /%${token}`]));
  });

  it('is sent by one file of the source, so every page has the same headers', async () => {
    const folder = new URL('../../src/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const sources = await Promise.all(
      files.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })),
    );
    const senders = sources.filter(({ text }) => /Content-Type': 'text\/html/i.test(text));
    expect(senders.map(({ name }) => name)).toEqual(['pages/send.ts']);
  });

  it('that shows a preview has a style that its policy allows, and no scripts', async () => {
    const { body, headers } = await getRaw(gateway().address, preview);
    expect(headers).toMatch(/style-src 'sha256-[\w+/]{43}='/);
    expect(headers).not.toContain('script-src');
    expect(body).toContain('A <strong>start</strong>');
  });
});
