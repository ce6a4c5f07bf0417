import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlocks } from './reading.js';

const paragraph = (html: string) => ({ type: 'paragraph', html });
const image = (fields: object) => ({ type: 'image', image: { altText: '', ...fields } });

describe('a text in Markdown', () => {
  it('becomes paragraphs with inline marks and links', async () => {
    expect(
      await readBlocks(
        '**One** _two_ ~~three~~ `a<b` & 4 < 5\nsame line  \nnext [link](https://a.example/?x=1&y=2)\n\nEnd.',
      ),
    ).toEqual([
      paragraph(
        '<strong>One</strong> <em>two</em> <s>three</s> <code>a&lt;b</code> &amp; 4 &lt; 5 same line<br />next <a href="https://a.example/?x=1&amp;y=2">link</a>',
      ),
      paragraph('End.'),
    ]);
  });

  it('has headings, nested lists, quotes with attributions, and code', async () => {
    const text =
      '# One\n\n### Three `x`\n\n- a\n- b **c**\n  - d\n- [x] e\n\n1. f\n\n> Said.\n>\n> Again.\n>\n> — Ann Lee\n\n> Short.\n> -- Bo\n\n' +
      '> — not a name\n\n---\n\n```js\na < b\nc\n```';
    expect(await readBlocks(text)).toEqual([
      { type: 'heading', level: 2, text: 'One' },
      { type: 'heading', level: 3, text: 'Three x' },
      { type: 'list', ordered: false, listItems: ['a', 'b c', 'd', 'e'] },
      { type: 'list', ordered: true, listItems: ['f'] },
      { type: 'quote', text: 'Said.\nAgain.', attribution: 'Ann Lee' },
      { type: 'quote', text: 'Short.', attribution: 'Bo' },
      { type: 'quote', text: '— not a name' },
      paragraph('<code>a &lt; b<br />c</code>'),
    ]);
  });

  it('becomes a paragraph for each row of a table, and has its footnotes at the end', async () => {
    expect(await readBlocks('| A | B |\n|---|---|\n| *1* | 2 |\n\nSee.[^n]\n\n[^n]: The note.\n\nEnd.')).toEqual([
      paragraph('A | B'),
      paragraph('<em>1</em> | 2'),
      paragraph('See.<sup>n</sup>'),
      paragraph('End.'),
      paragraph('<sup>n</sup> The note.'),
    ]);
  });

  it('can have pictures with captions, credits and sizes: alone, within text and in links', async () => {
    const text =
      '![alt](/a.jpg "The quay. © Ann"){width=1600 height=900 focus="0.5 0.4"}\n\nBefore ![b](/b.jpg) after\n\n' +
      '[![c](/c.jpg)](/c)\n\n![d](/d.jpg)\n*The caption.*\n\n![e][one]{: width="5" }\n\n![f](x.jpg)\n\n[one]: /e.jpg "E"';
    expect(await readBlocks(text)).toEqual([
      image({
        ...{ url: '/a.jpg', altText: 'alt', caption: 'The quay.', credit: 'Ann', width: 1600, height: 900 },
        focalPoint: { x: 0.5, y: 0.4 },
      }),
      paragraph('Before'),
      image({ url: '/b.jpg', altText: 'b' }),
      paragraph('after'),
      image({ url: '/c.jpg', altText: 'c' }),
      image({ url: '/d.jpg', altText: 'd', caption: 'The caption.' }),
      image({ url: '/e.jpg', altText: 'e', caption: 'E', width: 5 }),
    ]);
  });

  it('has embeds for addresses in a paragraph of their own and for template tags', async () => {
    const text = [
      ...['https://www.youtube.com/watch?v=abcdef12', '<https://vimeo.com/123>', 'https://news.example/story'],
      ...['{{< youtube abcdef12 >}}', '{{<youtube id="abcdef12">}}', '{% vimeo 123 %}', '{{< x user="ann" id="9" >}}'],
      ...['{% embed https://maps.example/1 %}', '{{< figure src="/a.jpg" alt="x" caption="One. © Ann" >}}'],
      ...['{{% unknown "thing" %}}', 'Text {{< ref "x" >}} goes on', '[Other]({{< relref "b.md" >}})'],
    ].join('\n\n');
    expect(await readBlocks(text)).toEqual([
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/watch?v=abcdef12' },
      { type: 'embed', provider: 'vimeo', url: 'https://vimeo.com/123' },
      paragraph('<a href="https://news.example/story">https://news.example/story</a>'),
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/watch?v=abcdef12' },
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/watch?v=abcdef12' },
      { type: 'embed', provider: 'vimeo', url: 'https://vimeo.com/123' },
      { type: 'embed', provider: 'x', url: 'https://x.com/ann/status/9' },
      { type: 'embed', url: 'https://maps.example/1' },
      image({ url: '/a.jpg', altText: 'x', caption: 'One.', credit: 'Ann' }),
      paragraph('Text goes on'),
      paragraph('<a href="b.md">Other</a>'),
    ]);
  });

  it('can link to other items by their source ids', async () => {
    const text =
      'Read more [The vote](item:paper:vote-1)\n\n[The vote](item:paper:vote-1)\n\n**The road to it**\n\n' +
      '- [One](item:a)\n- [Two](item:b%20c)\n\n- [Three](item:d)';
    expect(await readBlocks(text)).toEqual([
      { type: 'articleLink', prefix: 'Read more', article: 'paper:vote-1' },
      { type: 'articleLink', article: 'paper:vote-1' },
      { type: 'relatedNews', title: 'The road to it', items: ['a', 'b c', 'd'] },
    ]);
  });

  it('can contain HTML, which is read like the HTML of a page', async () => {
    const text =
      'H<sub>2</sub>O <!-- x -->\n\n<!-- more -->\n\n<figure><img src="/a.jpg" alt="x"><figcaption>One.</figcaption></figure>\n\n' +
      'Text <img src="/b.jpg"> after\n\n<iframe src="https://www.youtube.com/embed/abcdef12"></iframe>\n\n<div>\n\nWithin **it**.\n\n</div>';
    expect(await readBlocks(text)).toEqual([
      paragraph('H<sub>2</sub>O <!-- x -->'),
      image({ url: '/a.jpg', altText: 'x', caption: 'One.' }),
      paragraph('Text'),
      image({ url: '/b.jpg' }),
      paragraph('after'),
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/embed/abcdef12' },
      paragraph('Within <strong>it</strong>.'),
    ]);
  });

  it('has its relative addresses resolved against the address of the document', async () => {
    expect(await readBlocks('[a](../b) ![c](d.jpg)', 'url: https://n.example/x/y\n')).toEqual([
      paragraph('<a href="https://n.example/b">a</a>'),
      image({ url: 'https://n.example/x/d.jpg', altText: 'c' }),
    ]);
  });

  it('gives the same blocks, whatever their order', async () => {
    const word = fc.stringMatching(/^[a-zé]{1,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
    const block = fc.oneof(
      words.map((text) => ({ text, block: paragraph(text) })),
      words.map((text) => ({ text: `## ${text}`, block: { type: 'heading', level: 2, text } })),
      words.map((text) => ({ text: `> ${text}\n>\n> — Ann`, block: { type: 'quote', text, attribution: 'Ann' } })),
      words.map((text) => ({ text: `![${text}](/a.jpg)`, block: image({ url: '/a.jpg', altText: text }) })),
      words.map((text) => ({
        text: `1. ${text}\n2. ${text}`,
        block: { type: 'list', ordered: true, listItems: [text, text] },
      })),
    );
    // Two lists without other text between them become one list.
    const blocks = fc
      .array(block, { minLength: 1, maxLength: 8 })
      .map((list) =>
        list.filter((each, index) => !(each.block.type === 'list' && list[index - 1]?.block.type === 'list')),
      );
    await fc.assert(
      fc.asyncProperty(blocks, async (list) => {
        const read = await readBlocks(list.map(({ text }) => text).join('\n\n'));
        expect(read).toEqual(list.map((each) => each.block));
      }),
    );
  });
});
