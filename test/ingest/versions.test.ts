import { describe, expect, it } from 'vitest';
import { importFormats } from '../../src/ingest/formats.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';
import { type Files, importFiles, line } from './pipeline/importing.js';
import { escapeMarkup, TEXT } from './pipeline/samples.js';

const database = useDatabase();
const gateway = useGateway(database);

interface Version {
  readonly id: string;
  readonly headline: string;
  readonly changedAt: string;
}

const PUBLISHED = '2026-03-01T08:00:00Z';

/** For each format, the end of a file's name, and a function that writes a version of an article. */
const WRITERS: Readonly<Record<string, readonly [extension: string, write: (version: Version) => string]>> = {
  html: ['.html', writePage],
  ninjs: ['.json', (version) => writeNinjs({ versioncreated: version.changedAt }, version)],
  feed: ['.atom', writeAtom],
  wxr: ['.xml', writeWxr],
  markdown: ['.md', writeMarkdown],
  jsonl: [
    '.jsonl',
    ({ changedAt, headline, id }) => JSON.stringify({ id, title: headline, date: PUBLISHED, updated: changedAt }),
  ],
};
/** Further ways to state a version or a time of change, as `FORMAT: HOW`. */
const MORE_WRITERS: typeof WRITERS = {
  'feed: RSS with atom:updated': ['.rss', writeRss],
  'feed: JSON Feed': ['.json', writeJsonFeed],
  'jsonl: an export': [
    '.jsonl',
    ({ changedAt, headline, id }) =>
      line({ sourceId: id, headline, publishedAt: new Date(PUBLISHED), updatedAt: new Date(changedAt) }),
  ],
  'ninjs: a version beside equal times': [
    '.json',
    (version) =>
      writeNinjs({ version: version.changedAt > '2026-03-05' ? '10' : '2', versioncreated: PUBLISHED }, version),
  ],
  'jsonl: a version': [
    '.jsonl',
    ({ changedAt, headline, id }) =>
      JSON.stringify({ id, title: headline, version: changedAt > '2026-03-05' ? 10 : 9 }),
  ],
};

const storedHeadline = async (sourceId: string): Promise<string | undefined> => {
  const { rows } = await database().pool.query('select slug from content_items where source_id = $1', [sourceId]);
  const { data } = await gateway().ask<{ article: { headline: string } | null }>(
    'query ($slug: String!) { article(by: { slug: $slug }) { headline } }',
    { slug: rows[0]?.slug ?? '' },
  );
  return data.article?.headline;
};
const historyOf = async (sourceId: string) => {
  const { rows } = await database().pool.query(
    `select array(select change::text from events where content_id = item.id order by position) as events,
       (select count(*)::int from revisions where content_id = item.id) as revisions
     from content_items as item where source_id = $1`,
    [sourceId],
  );
  return rows[0];
};

describe('every import format', () => {
  it('is tested here', () => {
    expect(Object.keys(WRITERS).toSorted()).toEqual([...importFormats.keys()].toSorted());
  });
});

describe.each(Object.entries({ ...WRITERS, ...MORE_WRITERS }))('of two versions of a document (%s)', (how, writer) => {
  const [format = ''] = how.split(':');
  const [extension, write] = writer;
  const versions = (name: string) => {
    const id = `https://harbour.example/${how.replace(/\W+/g, '-')}/${name}`;
    const newer = { id, headline: 'The newer text', changedAt: '2026-03-10T08:00:00Z' };
    return {
      id,
      newer: write(newer),
      older: write({ ...newer, headline: 'The older text', changedAt: '2026-03-02T08:00:00Z' }),
    };
  };
  const importAll = (files: Files, isRehearsal = false) => importFiles(database(), format, files, { isRehearsal });

  it('the older one changes nothing after the newer one, and is reported as skipped, also by a dry run', async () => {
    const { id, newer, older } = versions('later');
    expect((await importAll({ [`a${extension}`]: newer })).summary).toMatchObject({ added: 1, failed: 0 });
    const before = await historyOf(id);
    const rehearsal = await importAll({ [`b${extension}`]: older }, true);
    const { skipped, summary } = await importAll({ [`b${extension}`]: older });
    expect(summary).toMatchObject({ updated: 0, skipped: 1, failed: 0 });
    expect(skipped).toEqual([
      expect.stringMatching(/^b\..*: It is older than the stored item: this is .*, stored is /),
    ]);
    expect(rehearsal).toMatchObject({ summary, skipped });
    expect(await storedHeadline(id)).toBe('The newer text');
    expect(await historyOf(id)).toEqual(before);
  });

  it.each(['newer-first', 'older-first'])('in one import, the newer one is public: %s', async (order) => {
    const { id, newer, older } = versions(order);
    const [first, second] = order === 'newer-first' ? [newer, older] : [older, newer];
    await importAll({ [`a${extension}`]: first, [`b${extension}`]: second });
    expect(await storedHeadline(id)).toBe('The newer text');
  });

  it('the newer one replaces the older one, and then changes nothing if it comes again', async () => {
    const { id, newer, older } = versions('newer');
    await importAll({ [`a${extension}`]: older });
    expect((await importAll({ [`a${extension}`]: newer })).summary).toMatchObject({ updated: 1 });
    const before = await historyOf(id);
    expect((await importAll({ [`a${extension}`]: newer })).summary).toMatchObject({ unchanged: 1 });
    expect(await historyOf(id)).toEqual(before);
    expect(await storedHeadline(id)).toBe('The newer text');
  });
});

describe('many versions of one document in one import', () => {
  it('leave the newest one, although each version goes to a lane of its own', async () => {
    const numbers = [3, 11, 2, 7, 12, 1, 10, 5];
    const files = numbers.map((number, index) => [
      `${index}.json`,
      ninjs({ uri: 'urn:wire:many', version: String(number), headline: `Flood, version ${number}` }),
    ]);
    const { summary } = await importFiles(database(), 'ninjs', Object.fromEntries(files));
    expect(summary).toMatchObject({ added: 1, updated: 2, skipped: 5, failed: 0 });
    expect(await storedHeadline('urn:wire:many')).toBe('Flood, version 12');
  });
});

describe('a story that its agency has killed', () => {
  const importItems = (...items: object[]) =>
    importFiles(database(), 'ninjs', Object.fromEntries(items.map((item, index) => [`${index}.json`, item])));
  const text = (uri: string, version: number) =>
    ninjs({ uri, version: `${version}`, versioncreated: hourOf(version), headline: `Version ${version}` });
  const kill = (uri: string, version: number) => ({ ...text(uri, version), pubstatus: 'canceled', ednote: 'KILL' });

  it('stays withdrawn when older texts come, and killing it again is no event and no revision', async () => {
    const uri = 'urn:wire:killed';
    await importItems(text(uri, 2), kill(uri, 3));
    const before = await historyOf(uri);
    expect(before).toEqual({ events: ['PUBLISHED', 'WITHDRAWN'], revisions: 2 });
    for (let again = 0; again < 3; again += 1) {
      const { skipped, summary } = await importItems(kill(uri, 3), text(uri, 2), text(uri, 1));
      expect(summary).toMatchObject({ unchanged: 1, updated: 0, skipped: 2 });
      expect(skipped[0]).toMatch(
        /^1\.json: It is older than the stored item: this is version 2 .*, stored is version 3 /,
      );
    }
    expect(await historyOf(uri)).toEqual(before);
    expect(await storedHeadline(uri)).toBeUndefined();
  });

  it('is withdrawn if the kill is read before any text, and a text of the same version does not publish it', async () => {
    const uri = 'urn:wire:killed-first';
    const { skipped } = await importItems(kill(uri, 3), text(uri, 2), text(uri, 3));
    expect(skipped).toEqual([
      expect.stringContaining('It is older than the stored item'),
      expect.stringContaining('The item was withdrawn, and this is not newer'),
    ]);
    expect(await storedHeadline(uri)).toBeUndefined();
    expect((await historyOf(uri)).events).toEqual([]);
  });

  it('is public again when a newer version is usable', async () => {
    const uri = 'urn:wire:back';
    await importItems(text(uri, 2), kill(uri, 3), text(uri, 4));
    expect(await storedHeadline(uri)).toBe('Version 4');
    await importItems(kill(uri, 3));
    expect(await storedHeadline(uri)).toBe('Version 4');
  });

  it('stays withdrawn if the kill states no version, and an older text or a text without a version comes', async () => {
    const uri = 'urn:wire:bare-kill';
    const { version, versioncreated, ...bare } = kill(uri, 3);
    await importItems(text(uri, 2), bare);
    const { version: _, versioncreated: __, ...unversioned } = text(uri, 4);
    expect((await importItems(text(uri, 2), unversioned)).summary).toMatchObject({ skipped: 2 });
    expect(await storedHeadline(uri)).toBeUndefined();
    expect((await importItems(text(uri, 4))).summary).toMatchObject({ updated: 1 });
    expect(await storedHeadline(uri)).toBe('Version 4');
  });

  it('that is withheld is hidden until a newer version is usable', async () => {
    const uri = 'urn:wire:withheld';
    await importItems(text(uri, 2), { ...text(uri, 3), pubstatus: 'withheld' }, text(uri, 2));
    expect(await storedHeadline(uri)).toBeUndefined();
    await importItems(text(uri, 4));
    expect(await storedHeadline(uri)).toBe('Version 4');
  });

  it('stays withdrawn in a database of an earlier version of Dateline, which did not store versions', async () => {
    const uri = 'urn:wire:upgraded';
    await importItems(text(uri, 2), kill(uri, 3));
    await database().pool.query(
      'update content_items set source_version = null, source_updated_at = null where source_id = $1',
      [uri],
    );
    expect((await importItems(text(uri, 2))).summary).toMatchObject({ skipped: 1 });
    expect(await storedHeadline(uri)).toBeUndefined();
  });
});

describe('a document of an earlier version of Dateline, which did not store versions', () => {
  it('gets its version when the same document comes again, without an event or a revision', async () => {
    const newer = ninjs({ uri: 'urn:wire:old-database', version: '10', headline: 'Ten' });
    await importFiles(database(), 'ninjs', { 'a.json': newer });
    await database().pool.query(`update content_items set source_version = null where source_id = $1`, [newer.uri]);
    const before = await historyOf(newer.uri);
    expect((await importFiles(database(), 'ninjs', { 'a.json': newer })).summary).toMatchObject({ unchanged: 1 });
    const older = { ...newer, version: '2', headline: 'Two' };
    expect((await importFiles(database(), 'ninjs', { 'b.json': older })).summary).toMatchObject({ skipped: 1 });
    expect(await historyOf(newer.uri)).toEqual(before);
  });
});

describe('an item that an editor has changed', () => {
  it('gets the text of a newer document, keeps its own text if an older document comes, and keeps the version of the document', async () => {
    const uri = 'urn:wire:edited';
    const version = (number: number) => ninjs({ uri, version: `${number}`, headline: `Wire version ${number}` });
    const importVersion = (number: number) => importFiles(database(), 'ninjs', { 'a.json': version(number) });
    const [written] = (await importVersion(5)).articles;
    const id = Buffer.from(`Article:${written?.id}`).toString('base64url');
    await writeAs(gateway(), 'publisher', 'updateArticle', '__typename', {
      id,
      version: 1,
      headline: 'The editor wrote',
    });
    expect((await importVersion(4)).summary).toMatchObject({ skipped: 1 });
    expect(await storedHeadline(uri)).toBe('The editor wrote');
    expect((await importVersion(5)).summary).toMatchObject({ unchanged: 1 });
    expect(await storedHeadline(uri)).toBe('The editor wrote');
    expect((await importVersion(6)).summary).toMatchObject({ updated: 1 });
    expect(await storedHeadline(uri)).toBe('Wire version 6');
  });
});

describe('a breaking item', () => {
  const breaking = (text: string, day: number, status = 'CONFIRMED') =>
    `${JSON.stringify({
      ...{ record: 'breaking', sourceId: 'ticker:1', language: 'en', text, status },
      ...{ publishedAt: PUBLISHED, updatedAt: `2026-03-0${day}T08:00:00Z`, expiresAt: '2027-01-01T00:00:00Z' },
    })}\n`;
  const importLines = (...lines: string[]) => importFiles(database(), 'jsonl', { 'a.jsonl': lines.join('') });
  const shown = async () => {
    const { data } = await gateway().ask<{ breakingItems: { nodes: { text: string }[] } }>(
      '{ breakingItems { nodes { text } } }',
    );
    return data.breakingItems.nodes.map(({ text }) => text);
  };

  it('is not changed by an older record, and stays retracted until a newer record says otherwise', async () => {
    expect((await importLines(breaking('Third', 3), breaking('Second', 2))).summary).toMatchObject({
      records: 1,
      skipped: 1,
    });
    expect(await shown()).toEqual(['Third']);
    await importLines(breaking('Fourth', 4, 'RETRACTED'), breaking('Third', 3), breaking('Fourth', 4));
    expect(await shown()).toEqual([]);
    await importLines(breaking('Fifth', 5));
    expect(await shown()).toEqual(['Fifth']);
  });
});

describe('a static page', () => {
  const FILES = {
    wxr: [
      '.xml',
      (version: Version) =>
        writeWxr(version).replace('<wp:post_type>post', '<wp:post_name>about</wp:post_name><wp:post_type>page'),
    ],
    markdown: ['.md', (version: Version) => writeMarkdown(version).replace('lang:', 'type: page\nslug: about\nlang:')],
  } as const;

  it.each(Object.entries(FILES))('is not changed by an older version (%s)', async (format, [extension, write]) => {
    const page = (headline: string, day: number) =>
      write({
        id: 'https://harbour.example/about',
        headline,
        changedAt: `2026-0${format === 'wxr' ? 3 : 4}-0${day}T08:00:00Z`,
      });
    const importPage = (text: string) => importFiles(database(), format, { [`about${extension}`]: text });
    expect((await importPage(page(`Newer ${format}`, 3))).summary).toMatchObject({ records: 1, failed: 0 });
    expect((await importPage(page('Older', 2))).summary).toMatchObject({ records: 0, skipped: 1, failed: 0 });
    const { data } = await gateway().ask<{ site: { pages: { title: string }[] } }>('{ site { pages { title } } }');
    expect(data.site.pages).toEqual([{ title: `Newer ${format}` }]);
  });
});

function hourOf(version: number): string {
  return new Date(Date.parse(PUBLISHED) + version * 3_600_000).toISOString();
}

function ninjs<Fields extends object>(fields: Fields) {
  return { type: 'text', pubstatus: 'usable', language: 'en', firstcreated: PUBLISHED, body_html: TEXT, ...fields };
}

function writeNinjs(age: object, { headline, id }: Version): string {
  return JSON.stringify(ninjs({ uri: id, headline, ...age }));
}

function writePage({ changedAt, headline, id }: Version): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title><link rel="canonical" href="${id}">
<meta property="article:published_time" content="${PUBLISHED}"><meta property="article:modified_time" content="${changedAt}">
</head><body><article><h1>${headline}</h1>${TEXT}</article></body></html>`;
}

function writeAtom({ changedAt, headline, id }: Version): string {
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><id>urn:harbour</id>
<updated>${changedAt}</updated><entry><id>${id}</id><title>${headline}</title><published>${PUBLISHED}</published>
<updated>${changedAt}</updated><content type="html">${escapeMarkup(TEXT)}</content></entry></feed>`;
}

function writeRss({ changedAt, headline, id }: Version): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour</title>
<link>https://harbour.example/</link><item><title>${headline}</title><guid isPermaLink="false">${id}</guid>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><atom:updated>${changedAt}</atom:updated>
<description>${escapeMarkup(TEXT)}</description></item></channel></rss>`;
}

function writeJsonFeed({ changedAt, headline, id }: Version): string {
  const item = { id, title: headline, content_html: TEXT, date_published: PUBLISHED, date_modified: changedAt };
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items: [item] });
}

function writeWxr({ changedAt, headline, id }: Version): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour Blog</title><link>https://harbour.example</link>
<language>en</language><wp:wxr_version>1.2</wp:wxr_version><item><title>${headline}</title><guid isPermaLink="false">${id}</guid>
<wp:post_id>7</wp:post_id><content:encoded><![CDATA[${TEXT}]]></content:encoded>
<wp:post_date_gmt>2026-03-01 08:00:00</wp:post_date_gmt><wp:post_modified_gmt>${changedAt.slice(0, 19).replace('T', ' ')}</wp:post_modified_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`;
}

function writeMarkdown({ changedAt, headline, id }: Version): string {
  return `---\nid: ${id}\ntitle: ${headline}\nlang: en\ndate: ${PUBLISHED}\nlastmod: ${changedAt}\n---\n\nThe text.\n`;
}
