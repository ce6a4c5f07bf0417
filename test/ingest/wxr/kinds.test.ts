import { describe, expect, it } from 'vitest';
import type { ContentDraftInput } from '../../../src/ingest/contract/draft.js';
import type { ImportOptions, ParsedDocument } from '../../../src/ingest/contract/format.js';
import { wxrFormat } from '../../../src/ingest/wxr/format.js';

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

const format = (name: string) => `<category domain="post_format" nicename="post-format-${name}">${name}</category>`;

describe('a post of a format', () => {
  it('gallery becomes a gallery, and its pictures are removed from the text', async () => {
    const draft = await readDraft(
      post(format('gallery'), 'By the lake.\n\n[gallery ids="11,12"]') + attachment(11) + attachment(12),
    );
    expect(draft).toMatchObject({
      type: 'GALLERY',
      images: [
        { url: 'https://lowmere.example/up/11.jpg', altText: 'Alt 11', caption: 'Caption 11' },
        { url: 'https://lowmere.example/up/12.jpg', altText: 'Alt 12', caption: 'Caption 12' },
      ],
      body: [{ type: 'paragraph', html: 'By the lake.' }],
    });
  });

  it('video becomes a video, and its player is removed from the text', async () => {
    const draft = await readDraft(post(format('video'), 'Watch.\n\nhttps://www.youtube.com/watch?v=a1B2c3D4e5F'));
    expect(draft).toMatchObject({
      ...{ type: 'VIDEO', embedUrl: 'https://www.youtube.com/embed/a1B2c3D4e5F' },
      body: [{ type: 'paragraph', html: 'Watch.' }],
    });
    expect(await readDraft(post(format('video'), '[video src="https://v.example/1.mp4"]'))).toMatchObject({
      renditions: [{ url: 'https://v.example/1.mp4', mimeType: 'video/mp4' }],
    });
  });

  it.each([
    ['gallery', 'Pictures will follow.'],
    ['video', 'A video will follow.'],
    ['aside', '[gallery ids="11"]'],
  ])('%s becomes an article without pictures or a player in its text', async (name, content) => {
    expect(await readDraft(post(format(name), content) + attachment(11))).not.toHaveProperty('type');
  });
});

describe('a taxonomy of series', () => {
  it.each(['series', 'post_series'])('called %s gives the series', async (domain) => {
    const draft = await readDraft(
      post(`<category domain="${domain}" nicename="by-the-lake"><![CDATA[By the Lake]]></category>`),
    );
    expect(draft).toMatchObject({ series: { name: 'By the Lake', slug: 'by-the-lake' }, tags: [] });
  });
});
