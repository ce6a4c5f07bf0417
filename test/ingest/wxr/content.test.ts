import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/image/image.js';
import { htmlToBlocks } from '../../../src/ingest/body/html-body.js';
import { renderWxrContent } from '../../../src/ingest/wxr/content.js';

const one: Image = { url: 'https://lowmere.example/1.jpg', altText: 'One', caption: 'First & best' };
const two: Image = { url: 'https://lowmere.example/2.jpg', altText: '' };
const library = {
  attachments: new Map([
    ['1', one],
    ['2', two],
    ['3', { url: 'https://lowmere.example/3.mp3', altText: '' }],
  ]),
  reusableBlocks: new Map([['8', '<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph -->']]),
};

function blocksOf(content: string, attached: readonly Image[] = []) {
  return htmlToBlocks(renderWxrContent(content, attached, library));
}

const paragraph = (html: string) => ({ type: 'paragraph', html });
const embed = (url: string, provider?: string) => ({ type: 'embed', url, ...(provider && { provider }) });

describe('paragraphs', () => {
  it('end at blank lines in posts of the old editor, and other line breaks are kept', () => {
    expect(blocksOf('One\r\nline.\r\n\r\nTwo <em>and</em>\n\nthree.\n<h2>Head</h2>\nFour.')).toEqual([
      paragraph('One<br />line.'),
      paragraph('Two <em>and</em>'),
      paragraph('three.'),
      { type: 'heading', level: 2, text: 'Head' },
      paragraph('Four.'),
    ]);
  });

  it('are not changed in posts of the block editor, except that block comments are removed', () => {
    const content =
      '<!-- wp:paragraph {"align":"left"} -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n\n<!--nextpage-->\n<p>Two.</p>';
    expect(blocksOf(content)).toEqual([paragraph('One line.'), paragraph('Two.')]);
  });

  it('keep code as it is written', () => {
    expect(blocksOf('<pre>a\n\n[gallery]\nhttps://x.example/\n</pre>')).toEqual([
      paragraph('<code>a<br /><br />[gallery]<br />https://x.example/</code>'),
    ]);
  });
});

describe('shortcodes', () => {
  it('become pictures with captions, in the old and the new form of [caption]', () => {
    const img = '<img src="https://lowmere.example/1.jpg" alt="One" />';
    const image = { type: 'image', image: { url: one.url, altText: 'One', caption: 'By the lake' } };
    expect(blocksOf(`[caption id="a" width="300"]<a href="/x">${img}</a> By the lake[/caption]`)).toEqual([image]);
    expect(blocksOf(`[caption id="a" caption="By the lake"]${img}[/caption]`)).toEqual([image]);
  });

  it('become pictures, either the numbered pictures of a gallery or all pictures of the post', () => {
    const images = [one, two].map((image) => ({ type: 'image', image }));
    expect(blocksOf('[gallery columns=2 ids="2,1,99"]')).toEqual(images.toReversed());
    expect(blocksOf('[gallery]', [one, two])).toEqual(images);
    expect(blocksOf('[playlist ids="3"]')).toEqual([embed('https://lowmere.example/3.mp3')]);
  });

  it('become embeds, like an address that has a line of its own', () => {
    const video = 'https://www.youtube.com/watch?v=abcdefghijk';
    expect(blocksOf(`[embed width="5"]${video}[/embed]`)).toEqual([embed(video, 'youtube')]);
    expect(blocksOf('[audio mp3="https://lowmere.example/3.mp3"][/audio]')).toEqual([
      embed('https://lowmere.example/3.mp3'),
    ]);
    expect(blocksOf(`Look:\n\n${video}\n\nThere, or ${video} here.`)).toEqual([
      paragraph('Look:'),
      embed(video, 'youtube'),
      paragraph(`There, or ${video} here.`),
    ]);
    expect(
      blocksOf(
        `<!-- wp:embed {"url":"x"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${video}\n</div></figure><!-- /wp:embed -->`,
      ),
    ).toEqual([embed(video, 'youtube')]);
  });

  it('are removed if they are unknown, and the text between them is kept', () => {
    expect(blocksOf('[et_pb_row][box color="red"]Kept [b]text[/b][/box][/et_pb_row] [ad id=4] [hr /]')).toEqual([
      paragraph('Kept text'),
    ]);
  });

  it('do not include words in brackets that an editor wrote, or escaped brackets', () => {
    const text = 'He said [the mayor] was [sic] right [1] [co-worker] [[gallery]]';
    expect(blocksOf(text)).toEqual([paragraph('He said [the mayor] was [sic] right [1] [co-worker] [gallery]')]);
  });

  it('can be without their closing tag: no text is lost, and they are read quickly', () => {
    expect(blocksOf('[box]a [caption]b[/box] c[/caption]')).toEqual([paragraph('a b c')]);
    const start = '[caption][box][a "<pre>\n\n';
    expect(renderWxrContent(start.repeat(50_000), [], library).length).toBeGreaterThan(0);
  });
});

describe('reusable blocks', () => {
  it('are inserted at the place where they are used', () => {
    expect(blocksOf('<!-- wp:paragraph --><p>A.</p><!-- /wp:paragraph --><!-- wp:block {"ref":8} /-->')).toEqual([
      paragraph('A.'),
      paragraph('Shared.'),
    ]);
  });
});
