import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { importFolder } from './importing.js';

const database = useDatabase();
const EXAMPLES = fileURLToPath(new URL('../../../examples/import', import.meta.url));

describe('the example', () => {
  it.each([
    ['html', 'article.html', ['ARTICLE']],
    ['ninjs', 'item.json', ['ARTICLE']],
    ['ninjs', 'video.json', ['VIDEO']],
    ['wxr', 'wordpress.xml', ['ARTICLE']],
    ['markdown', 'article.md', ['ARTICLE']],
    ['jsonl', 'articles.jsonl', ['ARTICLE', 'ARTICLE']],
    ['jsonl', 'records.jsonl', ['VIDEO', 'GALLERY', 'INFOGRAPHIC', 'LIVE_BLOG']],
  ])('of %s, %s, is imported', async (format, file, types) => {
    const { articles, failed, unlinked } = await importFolder(database(), format, EXAMPLES, [file]);
    expect({ failed, unlinked, types: articles.map(({ type }) => type) }).toEqual({ failed: [], unlinked: [], types });
  });

  it('of a feed has an item with a date that does not exist, and this item is reported', async () => {
    const { articles, failed } = await importFolder(database(), 'feed', EXAMPLES, ['feed.xml']);
    expect(articles).toHaveLength(1);
    expect(failed).toEqual(['feed.xml, item 2: pubDate is not a date: "Sun, 32 Jan 2026 09:00:00 GMT".']);
  });
});
