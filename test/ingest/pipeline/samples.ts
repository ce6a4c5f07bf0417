/** One article in each format. */
export interface Sample {
  readonly id: string;
  readonly headline: string;
  /** The body as HTML. */
  readonly html: string;
}

/** For each format, the name of a file and a function that writes an article in the format. */
export const SAMPLES: Readonly<Record<string, { readonly file: string; readonly write: (sample: Sample) => string }>> =
  {
    html: { file: 'page.html', write: writePage },
    ninjs: { file: 'item.json', write: writeNinjs },
    feed: { file: 'feed.rss', write: writeRss },
    wxr: { file: 'export.xml', write: writeWxr },
    markdown: { file: 'post.md', write: writeMarkdown },
    jsonl: { file: 'lines.jsonl', write: writeLine },
  };

/** A text that is long enough for an article on a page. */
export const TEXT =
  '<p>The harbour board met on Tuesday night to decide whether the old ferry would keep running through the winter, ' +
  'and most of the town turned out to listen to what its members had to say about it.</p>';

function writePage({ headline, html, id }: Sample): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(headline)}</title>
<link rel="canonical" href="${id}"></head>
<body><article><h1>${escapeMarkup(headline)}</h1>${TEXT}${html}${TEXT}</article>
</body></html>
`;
}

function writeNinjs({ headline, html, id }: Sample): string {
  return JSON.stringify({ uri: id, type: 'text', headline, body_xhtml: html, language: 'en' }, null, 1);
}

function writeRss({ headline, html, id }: Sample): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour Daily</title><link>https://harbour.example/</link><language>en</language>
<item><title>${escapeMarkup(headline)}</title><guid isPermaLink="false">${id}</guid>
<description><![CDATA[${html}]]></description></item>
</channel></rss>
`;
}

function writeWxr({ headline, html, id }: Sample): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Blog</title><link>https://harbour.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>
<item><title>${escapeMarkup(headline)}</title><guid isPermaLink="false">${id}</guid><wp:post_id>7</wp:post_id>
<content:encoded><![CDATA[${html}]]></content:encoded><wp:post_date_gmt>2026-03-01 08:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>
`;
}

function writeMarkdown({ headline, html, id }: Sample): string {
  return `---\nid: ${JSON.stringify(id)}\ntitle: ${JSON.stringify(headline)}\nlang: en\n---\n\n${html}\n`;
}

function writeLine({ headline, html, id }: Sample): string {
  return `${JSON.stringify({ id, title: headline, body: html, lang: 'en' })}\n`;
}

export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
