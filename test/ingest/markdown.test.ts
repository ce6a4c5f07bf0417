import { describe, expect, it } from 'vitest';
import { readDraft, readFile } from './markdown/reading.js';

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

describe('front matter', () => {
  it('of Hugo is read: dates, lists of categories and tags, a bundle’s picture, aliases, a translation key', async () => {
    const draft = await readDraft(
      `---
title: "The ferry &amp; the fog"
date: 2026-03-23T09:30:00+02:00
lastmod: 2026-03-23T11:00:00+02:00
expiryDate: 2027-01-01
description: Nobody sails.
categories: [Transport, Weather]
tags: [Ferries, 2026]
authors: [Ann Lee, Bo Diaz]
featured_image: https://cdn.example/fog.jpg
featured_image_alt: unused
image_alt: Fog over a quay
aliases: [/2026/fog]
translationKey: fog
lang: es
series: [Winter]
weight: 3
---

Text.
`,
      '/site/content/posts/ferry-in-fog/index.md',
    );
    expect(draft).toMatchObject({
      headline: 'The ferry & the fog',
      slug: 'ferry-in-fog',
      language: 'es',
      sourceId: 'translation:fog:es',
      translationOf: 'translation:fog',
      publishedAt: new Date('2026-03-23T07:30:00Z'),
      updatedAt: new Date('2026-03-23T09:00:00Z'),
      expiresAt: new Date('2027-01-01T00:00:00Z'),
      standfirst: 'Nobody sails.',
      section: { name: 'Transport' },
      series: { name: 'Winter' },
      mainImage: { url: 'https://cdn.example/fog.jpg', altText: 'Fog over a quay' },
      aliases: ['/2026/fog'],
      status: 'PUBLISHED',
    });
    expect(names(draft.tags)).toEqual(['Ferries', '2026', 'Weather']);
    expect(names(draft.authors)).toEqual(['Ann Lee', 'Bo Diaz']);
  });

  it('of Hugo gives the same draft in TOML and in JSON', async () => {
    const toml = `+++\ntitle = "The ferry"\ndate = 2026-03-23T09:30:00Z\nlastmod = 2026-03-24\ndraft = true\ntags = ["a", "b"]\n+++\n\nText.\n`;
    const json = `{\n"title": "The ferry", "date": "2026-03-23T09:30:00Z", "lastmod": "2026-03-24",\n"draft": true, "tags": ["a", "b"]\n}\n\nText.\n`;
    const draft = await readDraft(toml);
    expect(draft).toEqual(await readDraft(json));
    expect(draft).toMatchObject({
      status: 'DRAFT',
      publishedAt: new Date('2026-03-23T09:30:00Z'),
      updatedAt: new Date('2026-03-24T00:00:00Z'),
      tags: [{ name: 'a' }, { name: 'b' }],
      body: [{ type: 'paragraph', html: 'Text.' }],
    });
  });

  it('of Jekyll is read: the date in the file’s name, names separated by spaces, redirects, a permalink', async () => {
    const draft = await readDraft(
      `---
layout: post
title: The ferry
excerpt: Nobody sails.
author: By Ann Lee and Bo Diaz, AP
categories: transport weather
tags: fog ferries
redirect_from: /old/ferry
permalink: /2026/the-ferry/
image: { path: /images/fog.jpg, alt: Fog }
last_modified_at: 2026-03-24 10:00:00 +0100
---
Text.
`,
      '/site/_posts/2026-03-23-the-ferry.markdown',
    );
    expect(draft).toMatchObject({
      type: 'ARTICLE',
      slug: 'the-ferry',
      publishedAt: new Date('2026-03-23T00:00:00Z'),
      updatedAt: new Date('2026-03-24T09:00:00Z'),
      standfirst: 'Nobody sails.',
      byline: 'By Ann Lee and Bo Diaz, AP',
      section: { name: 'transport' },
      sources: [{ name: 'AP' }],
      mainImage: { url: '/images/fog.jpg', altText: 'Fog' },
      sourceId: 'file:site/_posts/2026-03-23-the-ferry',
    });
    expect(draft.aliases.sort()).toEqual(['/2026/the-ferry/', '/old/ferry']);
    expect(names(draft.tags)).toEqual(['fog', 'ferries', 'weather']);
    expect(names(draft.authors)).toEqual(['Ann Lee', 'Bo Diaz']);
  });

  it('of Jekyll makes drafts of files in _drafts and of files that are not published', async () => {
    expect(await readDraft('---\ntitle: A\n---\n', '/site/_drafts/a.md')).toMatchObject({ status: 'DRAFT' });
    expect(await readDraft('---\ntitle: A\npublished: false\n---\n')).toMatchObject({ status: 'DRAFT' });
    expect(await readDraft('---\ntitle: A\ndraft: "true"\nstatus: published\n---\n')).toMatchObject({
      status: 'DRAFT',
    });
    expect(await readDraft('---\ntitle: A\ndraft: false\npublished: true\n---\n')).toMatchObject({
      status: 'PUBLISHED',
    });
  });

  it('of Astro is read: pubDate, updatedDate, heroImage, an image as an object', async () => {
    const draft = await readDraft(
      `---
title: 'The ferry'
pubDate: 'Mar 23 2026'
updatedDate: 'Mar 24 2026'
heroImage: { src: 'https://cdn.example/fog.jpg', alt: 'Fog' }
canonicalURL: https://ferry.example/the-ferry
---

Text.
`,
      '/site/src/content/blog/ferry.mdx',
    );
    expect(draft).toMatchObject({
      publishedAt: new Date('2026-03-23T00:00:00Z'),
      updatedAt: new Date('2026-03-24T00:00:00Z'),
      mainImage: { url: 'https://cdn.example/fog.jpg', altText: 'Fog' },
      sourceId: 'https://ferry.example/the-ferry',
      sourceUrl: 'https://ferry.example/the-ferry',
    });
  });

  it('of Eleventy is read: tags as a text, a permalink that is a template, JSON between dashes', async () => {
    expect(
      await readDraft('---\ntitle: The ferry\ntags: fog, ferries\npermalink: "/x/{{ page.fileSlug }}/"\n---\n'),
    ).toMatchObject({ tags: [{ name: 'fog' }, { name: 'ferries' }], aliases: [] });
    expect(await readDraft('---json\n{ "title": "The ferry" }\n---\nText.\n')).toMatchObject({ headline: 'The ferry' });
  });

  it('can have any field of a draft under its name in the draft, also in a shorter form', async () => {
    const draft = await readDraft(`---
headline: The ferry
type: live blog
genre: analysis
urgency: 2
section: { name: Politics, slug: politics, parent: { name: News } }
regions: [north, { name: South, slug: s }]
tags: [{ name: Bo, kind: PERSON }]
corrections: [{ text: One wreath., publishedAt: 2026-03-23T09:00:00Z }]
embargoedUntil: 2026-03-23 10:00
views: [{ hour: 2026-03-23T09:00:00Z, views: 3 }]
related: [a, b]
---
`);
    expect(draft).toMatchObject({
      type: 'LIVE_BLOG',
      genre: 'ANALYSIS',
      urgency: 2,
      section: { slug: 'politics', parent: { name: 'News' } },
      regions: [{ name: 'north' }, { name: 'South', slug: 's' }],
      tags: [{ name: 'Bo', kind: 'PERSON' }],
      corrections: [{ text: 'One wreath.', publishedAt: new Date('2026-03-23T09:00:00Z') }],
      embargoedUntil: new Date('2026-03-23T10:00:00Z'),
      views: [{ views: 3 }],
      related: ['a', 'b'],
    });
  });
});

describe('a document', () => {
  it('without a title takes the heading at the start of its text, and loses a heading that repeats the title', async () => {
    const draft = await readDraft('---\ntags: a\n---\n# The ferry\n\nText.\n');
    expect(draft).toMatchObject({ headline: 'The ferry', body: [{ type: 'paragraph', html: 'Text.' }] });
    expect(await readDraft('---\ntitle: The ferry\n---\n# The ferry\n\nText.\n')).toMatchObject({ body: draft.body });
    expect((await readDraft('---\ntitle: The boat\n---\n# The ferry\n')).body).toEqual([
      { type: 'heading', level: 2, text: 'The ferry' },
    ]);
  });

  it('has the source id of its file path, and is a translation of the file with the same name and no language', async () => {
    const text = '---\ntitle: The ferry\n---\n';
    const [one, same, other, spanish] = await Promise.all(
      ['/a/en/posts/ferry.md', '/b/en/posts/ferry/index.md', '/a/en/news/ferry.md', '/a/en/posts/ferry.es.md'].map(
        (path) => readDraft(text, path),
      ),
    );
    expect(one).toMatchObject({ sourceId: 'file:en/posts/ferry', slug: 'ferry' });
    expect(one?.translationOf).toBeUndefined();
    expect(same?.sourceId).toBe(one?.sourceId);
    expect(other?.sourceId).not.toBe(one?.sourceId);
    expect(spanish).toMatchObject({ language: 'es', slug: 'ferry', translationOf: one?.sourceId });
  });

  it('with the layout of a page is a page of the site', async () => {
    expect(await readFile('---\ntitle: About us\nlayout: page\nweight: 2\n---\nText.\n', '/site/about.md')).toEqual({
      kind: 'record',
      record: {
        ...{ record: 'page', language: 'en', slug: 'about', title: 'About us', position: 2 },
        body: [{ type: 'paragraph', html: 'Text.' }],
      },
    });
  });

  it('is skipped with a reason if it is not an item', async () => {
    expect(await readFile('# Read me\n')).toEqual({ kind: 'skipped', reason: expect.stringContaining('front matter') });
    expect(await readFile('---\ntitle: Posts\n---\n', '/site/posts/_index.md')).toMatchObject({ kind: 'skipped' });
    expect(await readFile('---\ntitle: A\ntype: page\ndraft: true\n---\n')).toMatchObject({ kind: 'skipped' });
  });

  it('of a video or a gallery moves the player or the pictures from the text to the item', async () => {
    expect(await readDraft('---\ntitle: A\ntype: video\n---\nText.\n\nhttps://youtu.be/abcdef12\n')).toMatchObject({
      type: 'VIDEO',
      embedUrl: 'https://www.youtube.com/embed/abcdef12',
      body: [{ type: 'paragraph', html: 'Text.' }],
    });
    expect(await readDraft('---\ntitle: A\ntype: GALLERY\n---\nText.\n\n![x](/a.jpg "One.")\n')).toMatchObject({
      images: [{ url: '/a.jpg', altText: 'x', caption: 'One.' }],
      body: [{ type: 'paragraph', html: 'Text.' }],
    });
  });

  it('of a live blog has its posts below headings that are times', async () => {
    const { body, posts } = await readDraft(`---
title: A
type: LIVE_BLOG
---
Beside them.

## 2026-03-23 09:41, key event, pinned: Fog: all ferries stop

Nobody sails.

### Why

Fog.

## 2026-03-23 09:41

Again.
`);
    expect(body).toEqual([{ type: 'paragraph', html: 'Beside them.' }]);
    expect(posts).toMatchObject([
      {
        ...{ title: 'Fog: all ferries stop', isKeyEvent: true, isPinned: true },
        publishedAt: new Date('2026-03-23T09:41:00Z'),
        body: [{ type: 'paragraph' }, { type: 'heading', level: 3, text: 'Why' }, { type: 'paragraph' }],
      },
      { isKeyEvent: false, body: [{ html: 'Again.' }] },
    ]);
    expect(new Set(posts.map(({ sourceId }) => sourceId)).size).toBe(2);
  });
});
