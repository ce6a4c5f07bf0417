import { describe, expect, it } from 'vitest';
import { htmlToBlocks, textToBlocks } from '../../../src/ingest/body/html-body.js';

const BASE = 'https://news.example/world/harbour';
const read = (html: string) => htmlToBlocks(html, BASE);

describe('text in HTML', () => {
  it('becomes paragraphs with inline marks, whichever element it is in', () => {
    expect(read('Bare <b>text</b><p>One <i>two</i></p><div>Three<section>Four</section></div>tail')).toEqual([
      { type: 'paragraph', html: 'Bare <strong>text</strong>' },
      { type: 'paragraph', html: 'One <em>two</em>' },
      { type: 'paragraph', html: 'Three' },
      { type: 'paragraph', html: 'Four' },
      { type: 'paragraph', html: 'tail' },
    ]);
  });

  it('begins a new paragraph at two <br>, also inside a mark, but not at one <br>', () => {
    expect(read('one<br>two<br> <br>three <strong>four<br><br>five</strong><br>')).toEqual([
      { type: 'paragraph', html: 'one<br />two' },
      { type: 'paragraph', html: 'three <strong>four</strong>' },
      { type: 'paragraph', html: '<strong>five</strong>' },
    ]);
  });

  it('has absolute links', () => {
    expect(read('<p><a href="../b?x=1">b</a> <a href="javascript:x()">c</a></p>')).toEqual([
      { type: 'paragraph', html: '<a href="https://news.example/b?x=1">b</a> c' },
    ]);
  });

  it('becomes headings of level 2 to 6', () => {
    expect(read('<h1>One</h1><h3>Three <b>x</b></h3><h6>Six</h6><h2> </h2>')).toEqual([
      { type: 'heading', level: 2, text: 'One' },
      { type: 'heading', level: 3, text: 'Three x' },
      { type: 'heading', level: 6, text: 'Six' },
    ]);
  });

  it('becomes quotes with attributions', () => {
    expect(
      read(
        '<blockquote><p>Go.</p><p>Now.</p><footer>— Ada North</footer></blockquote>' +
          '<blockquote>I read <cite>Waves</cite> daily.</blockquote>' +
          '<figure><blockquote>Stay.</blockquote><figcaption>Ben South</figcaption></figure>',
      ),
    ).toEqual([
      { type: 'quote', text: 'Go.\nNow.', attribution: 'Ada North' },
      { type: 'quote', text: 'I read Waves daily.' },
      { type: 'quote', text: 'Stay.', attribution: 'Ben South' },
    ]);
  });

  it('becomes lists, and a nested list becomes part of its outer list', () => {
    expect(
      read('<ul><li>a<ul><li>b</li><li><b>c</b></li></ul></li><li> </li><li>d</li></ul><ol><li>1</li></ol>'),
    ).toEqual([
      { type: 'list', ordered: false, listItems: ['a', 'b', 'c', 'd'] },
      { type: 'list', ordered: true, listItems: ['1'] },
    ]);
  });

  it('becomes one paragraph for each row of a table, but a table for layout becomes its content', () => {
    expect(
      read('<table><tr><th>Port<th>Ships<tr><td>Aru<td><b>3</b></table><table><tr><td><p>a</p><p>b</p></table>'),
    ).toEqual([
      { type: 'paragraph', html: 'Port | Ships' },
      { type: 'paragraph', html: 'Aru | <strong>3</strong>' },
      { type: 'paragraph', html: 'a' },
      { type: 'paragraph', html: 'b' },
    ]);
  });

  it('keeps its lines in <pre>, also lines that end with <br>', () => {
    expect(read('<pre>a<br>b<br/>\n<i>c</i></pre>')).toEqual([
      { type: 'paragraph', html: '<code>a<br />b<br /><br />c</code>' },
    ]);
    expect(read('<pre>\nif (a &lt; b)\n  go()\n</pre><hr>')).toEqual([
      { type: 'paragraph', html: '<code>if (a &lt; b)<br />  go()</code>' },
    ]);
  });

  it('keeps quotation marks that are <q> and emoji that are <img>', () => {
    expect(read('<p>He said <q>yes</q> <img class="emoji" alt="🌊" src="/w.png"></p>')).toEqual([
      { type: 'paragraph', html: 'He said “yes” 🌊' },
    ]);
  });

  it('gives no block if nothing of it is visible', () => {
    expect(read('<p>&nbsp;</p><p><br></p><script>x</script><div><span> </span></div>\u200b')).toEqual([]);
  });

  it('is read even if its elements are nested 50,000 levels deep', () => {
    expect(read(`${'<div>'.repeat(50_000)}deep &amp; down`)).toEqual([{ type: 'paragraph', html: 'deep &amp; down' }]);
  });
});

describe('pictures in HTML', () => {
  const image = (html: string) => read(html).map((block) => (block.type === 'image' ? block.image : block));

  it('are taken once if a figure has several sizes of one picture, but numbered files are different pictures', () => {
    const urls = (html: string) => image(`<figure>${html}</figure>`).map((each) => ('url' in each ? each.url : each));
    expect(urls('<img src="/up/a-300x200.jpg"><img src="/up/a.jpg"><img src="/up/a.jpg?w=90">')).toHaveLength(1);
    expect(urls('<img src="/up/gallery-01.jpg"><img src="/up/gallery-02.jpg">')).toHaveLength(2);
    expect(urls('<img src="/image?id=1"><img src="/image?id=2">')).toHaveLength(2);
  });

  it('have the widest file, its size, the caption and the credit', () => {
    const html =
      '<figure><picture><source srcset="/a-320.webp 320w, /a-960.webp 960w"><img src="/a.jpg" alt="A pier" width="300" height="200"></picture>' +
      '<figcaption>The pier at noon. <span class="credit">Photo: Ida West/Example</span></figcaption></figure>';
    expect(image(html)).toEqual([
      {
        ...{ url: 'https://news.example/a-960.webp', altText: 'A pier', width: 960, height: 640 },
        ...{ caption: 'The pier at noon.', credit: 'Ida West/Example' },
      },
    ]);
  });

  it('are found once if a script loads them late', () => {
    const lazy =
      '<img src="data:image/gif;base64,R0" data-src="//cdn.example/b.jpg"><noscript><img src="//cdn.example/b-small.jpg"></noscript>';
    const fallback = '<img src="data:image/gif;base64,R0"><noscript><img src="/c.jpg" alt="C"></noscript>';
    expect(image(lazy + fallback)).toEqual([
      { url: 'https://cdn.example/b.jpg', altText: '' },
      { url: 'https://news.example/c.jpg', altText: 'C' },
    ]);
  });

  it('split the paragraph that they are in', () => {
    expect(read('<p>before <a href="/big"><img src="/i.jpg"></a> after</p>').map(({ type }) => type)).toEqual([
      'paragraph',
      'image',
      'paragraph',
    ]);
  });

  it('are left out if they are tracking pixels, placeholders or data URLs', () => {
    expect(
      image('<img src="/p.gif" width="1" height="1"><img src="data:image/png;base64,xx"><img src="/spacer.gif"><img>'),
    ).toEqual([]);
  });

  it('may have commas in their addresses', () => {
    expect(
      image('<img srcset="https://cdn.example/w_300,h_200/a.jpg 300w, https://cdn.example/w_600,h_400/a.jpg 600w">'),
    ).toEqual([{ url: 'https://cdn.example/w_600,h_400/a.jpg', altText: '', width: 600 }]);
  });
});

describe('an embed in HTML', () => {
  it('gets the name of its service from its host', () => {
    const html =
      '<iframe src="https://www.youtube.com/embed/1"></iframe><iframe data-src="//player.vimeo.com/video/2"></iframe>' +
      '<video><source src="/v.mp4"></video><p>text <iframe src="https://charts.example/3"></iframe></p>';
    expect(read(html)).toEqual([
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/embed/1' },
      { type: 'embed', provider: 'vimeo', url: 'https://player.vimeo.com/video/2' },
      { type: 'embed', url: 'https://news.example/v.mp4' },
      { type: 'paragraph', html: 'text' },
      { type: 'embed', url: 'https://charts.example/3' },
    ]);
  });

  it('can be a post that a script of a social network would draw', () => {
    const html =
      '<blockquote class="twitter-tweet"><p>Hello</p>&mdash; Ada <a href="https://twitter.com/ada/status/1">May 6</a></blockquote>' +
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/2/"></blockquote>';
    expect(read(html)).toEqual([
      { type: 'embed', provider: 'x', url: 'https://twitter.com/ada/status/1' },
      { type: 'embed', provider: 'instagram', url: 'https://www.instagram.com/p/2/' },
    ]);
  });

  it('can be an AMP element that has only the id of a video or a post', () => {
    const html =
      '<amp-youtube data-videoid="a-B_1" width="1" height="1"></amp-youtube><amp-vimeo data-videoid="2"></amp-vimeo>' +
      '<amp-twitter data-tweetid="3"></amp-twitter><amp-instagram data-shortcode="x4"></amp-instagram>' +
      '<amp-facebook data-href="https://www.facebook.com/a/posts/5"></amp-facebook>' +
      '<amp-youtube data-videoid="../x"></amp-youtube><amp-facebook data-href="javascript:x()"></amp-facebook>';
    expect(read(html)).toEqual([
      { type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/watch?v=a-B_1' },
      { type: 'embed', provider: 'vimeo', url: 'https://vimeo.com/2' },
      { type: 'embed', provider: 'x', url: 'https://twitter.com/i/status/3' },
      { type: 'embed', provider: 'instagram', url: 'https://www.instagram.com/p/x4/' },
      { type: 'embed', provider: 'facebook', url: 'https://www.facebook.com/a/posts/5' },
    ]);
  });

  it('is left out if it is a script, data, advertising or hidden', () => {
    const html =
      '<iframe src="javascript:alert(1)"></iframe><iframe src="data:text/html,x"></iframe><iframe srcdoc="<script>x</script>"></iframe>' +
      '<iframe src="https://www.googletagmanager.com/ns.html"></iframe><iframe src="https://a.example" width="0" height="0"></iframe>';
    expect(read(html)).toEqual([]);
  });
});

describe('plain text', () => {
  it('becomes paragraphs at blank lines, escaped', () => {
    expect(textToBlocks('One <b>\nline & more\r\n\r\n\nTwo\0\ud800')).toEqual([
      { type: 'paragraph', html: 'One &lt;b&gt;<br />line &amp; more' },
      { type: 'paragraph', html: 'Two\ufffd' },
    ]);
  });
});
