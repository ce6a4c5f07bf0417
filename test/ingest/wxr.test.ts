import { describe, expect, it } from 'vitest';
import type { ContentDraftInput } from '../../src/ingest/contract/draft.js';
import type { ImportOptions, ParsedDocument } from '../../src/ingest/contract/format.js';
import { wxrFormat } from '../../src/ingest/wxr/format.js';

async function readAll(text: string, options: Partial<ImportOptions> = {}): Promise<ParsedDocument[]> {
  const file = { path: 'made.xml', size: text.length, bytes: async () => Buffer.from(text) };
  const documents: ParsedDocument[] = [];
  for await (const document of wxrFormat.read(file, { timeZone: 'Europe/Madrid', ...options })) {
    documents.push(document);
  }
  return documents;
}

async function readDraft(item: string): Promise<ContentDraftInput> {
  const [document] = await readAll(wxr(item));
  if (document?.kind !== 'draft') {
    throw new Error(`No draft: ${JSON.stringify(document)}`);
  }
  return document.draft;
}

function wxr(items: string, head = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Lowmere Blog</title><link>https://lowmere.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>elena</wp:author_login><wp:author_display_name><![CDATA[Elena Torvald]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>arts</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Arts &amp; Culture]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>music</wp:category_nicename><wp:category_parent>arts</wp:category_parent><wp:cat_name>Music</wp:cat_name></wp:category>
${head}${items}
</channel></rss>`;
}

/** Writes a post. If a field occurs twice, the first counts. So the fields of a test replace the usual fields. */
function post(fields = '', content = 'Music by the lake.'): string {
  return `<item>${fields}<title>Free concerts</title><link>https://lowmere.example/2026/05/free-concerts/</link>
<dc:creator><![CDATA[elena]]></dc:creator><guid isPermaLink="false">https://lowmere.example/?p=7</guid>
<content:encoded><![CDATA[${content}]]></content:encoded><wp:post_id>7</wp:post_id>
<wp:post_date>2026-05-02 10:00:00</wp:post_date><wp:post_date_gmt>2026-05-02 08:00:00</wp:post_date_gmt>
<wp:post_name>free-concerts</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>`;
}

function attachment(id: number, parent = 0): string {
  return `<item><title>file</title><excerpt:encoded><![CDATA[Caption ${id}]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_parent>${parent}</wp:post_parent><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:attachment_url>https://lowmere.example/up/${id}.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt ${id}</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[a:3:{s:5:"width";i:1600;s:6:"height";i:900;s:4:"file";s:1:"x";}]]></wp:meta_value></wp:postmeta></item>`;
}

const meta = (key: string, value: string) =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;

describe('a post', () => {
  it('becomes a draft with its author by name, section, tags, time and picture', async () => {
    const fields = `<category domain="category" nicename="music"><![CDATA[Music]]></category>
      <category domain="category" nicename="arts"><![CDATA[Arts &amp; Culture]]></category>
      <category domain="post_tag" nicename="lago-%C3%B1"><![CDATA[Lago ñ]]></category>
      <category domain="post_format" nicename="post-format-aside"><![CDATA[Aside]]></category>
      <excerpt:encoded><![CDATA[Bring a <b>blanket</b>.]]></excerpt:encoded>${meta('_thumbnail_id', '90')}`;
    const [document] = await readAll(wxr(post(fields) + attachment(90)));
    expect(document).toEqual({
      kind: 'draft',
      place: 'item 1',
      draft: {
        sourceId: 'https://lowmere.example/?p=7',
        sourceUrl: 'https://lowmere.example/2026/05/free-concerts/',
        status: 'PUBLISHED',
        language: 'en-GB',
        slug: 'free-concerts',
        aliases: [],
        headline: 'Free concerts',
        standfirst: 'Bring a blanket.',
        authors: [{ name: 'Elena Torvald' }],
        sources: [{ name: 'Lowmere Blog', url: 'https://lowmere.example/' }],
        section: { name: 'Music', slug: 'music', parent: { name: 'Arts & Culture', slug: 'arts' } },
        tags: [
          { name: 'Lago ñ', slug: 'lago-ñ', kind: 'SUBJECT' },
          { name: 'Arts & Culture', slug: 'arts', kind: 'SUBJECT' },
        ],
        publishedAt: new Date('2026-05-02T08:00:00Z'),
        mainImage: {
          url: 'https://lowmere.example/up/90.jpg',
          altText: 'Alt 90',
          caption: 'Caption 90',
          width: 1600,
          height: 900,
        },
        body: [{ type: 'paragraph', html: 'Music by the lake.' }],
      },
    });
  });

  it('has its primary category as its section, and "Uncategorized" only if there is no other category', async () => {
    const categories = (...names: string[]) =>
      names.map((name) => `<category domain="category" nicename="${name.toLowerCase()}">${name}</category>`).join('');
    const sectionOf = async (fields: string) => (await readDraft(post(fields))).section?.name;
    expect(await sectionOf(categories('Arts', 'Music') + meta('_yoast_wpseo_primary_category', '4'))).toBe('Music');
    expect(await sectionOf(categories('Uncategorized', 'Music'))).toBe('Music');
    expect(await sectionOf(categories('Uncategorized'))).toBe('Uncategorized');
  });

  it('becomes a draft if it is pending, private or has a password, and is scheduled if its date is in the future', async () => {
    const statusOf = async (fields: string) => (await readDraft(post(fields))).status;
    expect(await statusOf('<wp:status>future</wp:status>')).toBe('PUBLISHED');
    expect(await statusOf('<wp:status>pending</wp:status>')).toBe('DRAFT');
    expect(await statusOf('<wp:status>private</wp:status>')).toBe('DRAFT');
    expect(await statusOf('<wp:post_password>lake</wp:post_password>')).toBe('DRAFT');
  });

  it('without a GMT time has the local time or else the feed’s pubDate, but a draft has no time', async () => {
    const unset = '<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>';
    const timeOf = async (fields: string) => (await readDraft(post(unset + fields))).publishedAt;
    expect(await timeOf('')).toEqual(new Date('2026-05-02T08:00:00Z'));
    const feedTime =
      '<wp:post_date>0000-00-00 00:00:00</wp:post_date><pubDate>Sun, 03 May 2026 06:00:00 +0000</pubDate>';
    expect(await timeOf(feedTime)).toEqual(new Date('2026-05-03T06:00:00Z'));
    expect(await timeOf('<wp:status>draft</wp:status>')).toBeUndefined();
    expect(await readAll(wxr(post('<wp:post_date_gmt>soon</wp:post_date_gmt>')))).toEqual([
      { kind: 'failed', place: 'item 1', reason: 'wp:post_date_gmt is not a date: "soon".' },
    ]);
  });

  it('keeps its old address as an alias, and has no address if its link is only a number (?p=7)', async () => {
    expect((await readDraft(post(meta('_wp_old_slug', 'concerts')))).aliases).toEqual(['/2026/05/concerts/']);
    expect((await readDraft(post('<link>https://lowmere.example/?p=7</link>'))).sourceUrl).toBeUndefined();
  });

  it('without a title gets a headline from its first words, and fails without any text', async () => {
    expect((await readDraft(post('<title></title>', 'The lake <em>sings</em>.'))).headline).toBe('The lake sings.');
    expect(await readAll(wxr(post('<title></title>', '')))).toMatchObject([
      { kind: 'failed', reason: 'Neither a title nor any text.' },
    ]);
  });

  it('is distinguished from a copy that has the same guid', async () => {
    const copy = post('<wp:post_id>9</wp:post_id><link>https://lowmere.example/copy/</link>');
    const ids = (await readAll(wxr(copy + post()))).map((found) => found.kind === 'draft' && found.draft.sourceId);
    expect(ids).toEqual(['https://lowmere.example/copy/', 'https://lowmere.example/?p=7']);
  });
});

describe('an export', () => {
  it('is imported without entries that are not content, and reports the entries that a user might miss', async () => {
    const typed = (type: string) => post(`<wp:post_type>${type}</wp:post_type>`);
    const documents = await readAll(
      wxr(
        [
          ...['revision', 'nav_menu_item', 'wp_template', 'recipe', 'recipe'].map(typed),
          post('<wp:status>trash</wp:status>'),
        ].join(''),
      ),
    );
    expect(documents).toEqual([
      { kind: 'skipped', place: 'item 6', reason: 'A post in the trash.' },
      { kind: 'skipped', reason: '2 of the type "recipe": only posts and pages are imported.' },
    ]);
  });

  it('also gives its pages if they are published', async () => {
    const page = '<wp:post_type>page</wp:post_type><wp:menu_order>3</wp:menu_order>';
    expect(await readAll(wxr(post(page) + post(`${page}<wp:status>draft</wp:status>`)))).toEqual([
      {
        kind: 'record',
        place: 'item 1',
        record: {
          record: 'page',
          language: 'en-GB',
          slug: 'free-concerts',
          title: 'Free concerts',
          body: [{ type: 'paragraph', html: 'Music by the lake.' }],
          position: 3,
        },
      },
      { kind: 'skipped', place: 'item 2', reason: 'A page that is not published (draft).' },
    ]);
  });

  it('is imported without comments, even if they have fields with the names of a post’s fields', async () => {
    const comment = '<wp:comment><wp:comment_content>Spam</wp:comment_content><title>No</title></wp:comment>';
    expect((await readDraft(post(comment))).headline).toBe('Free concerts');
  });

  it('is refused with the line if it is cut short, before any post is imported', async () => {
    const text = wxr(post() + post());
    await expect(readAll(text.slice(0, text.lastIndexOf('</item>') + 7))).rejects.toMatchObject({
      name: 'UnreadableDocument',
      message: expect.stringContaining('inside <channel>'),
      place: 'line 17',
    });
  });

  it('is refused if it is an ordinary feed, or if it is larger than 200 MB', async () => {
    await expect(readAll('<rss version="2.0"><channel><item/></channel></rss>')).rejects.toThrow(/format `feed`/);
    const file = { path: 'x', size: 201 * 1024 * 1024, bytes: () => Promise.reject(new Error('It was read.')) };
    const first = wxrFormat.read(file, { timeZone: 'UTC' })[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow(/201 MB/);
  });
});
