import { describe, expect, it } from 'vitest';
import { cutSnippet } from '../../src/search/snippet.js';

const wanted =
  (...words: string[]) =>
  (word: string) =>
    words.includes(word);
const plain = (html: string) => html.replace(/<\/?mark>/g, '');

describe('a snippet', () => {
  it('is the part of a text that contains the most words of the query', () => {
    const filler = 'Nothing of this is about it. '.repeat(12);
    const text = `A ferry left. ${filler}The Ferry reached the harbour at noon. ${filler}`;
    const html = cutSnippet(text, 'en', wanted('ferry', 'harbour'));
    expect(html).toContain('The <mark>Ferry</mark> reached the <mark>harbour</mark> at noon.');
    expect(html).toMatch(/^… .* …$/);
    expect(plain(html).length).toBeLessThan(230);
  });

  it('is found even near the end of a long text', () => {
    const html = cutSnippet(`${'Words and words. '.repeat(900)}The lighthouse.`, 'en', wanted('lighthouse'));
    expect(html).toContain('<mark>lighthouse</mark>.');
  });

  it('is the beginning of the text, without marks, if the text has no word of the query', () => {
    expect(cutSnippet('Short and good.', 'en', wanted('other'))).toBe('Short and good.');
    expect(cutSnippet('Word after word. '.repeat(50), 'en', wanted('other'))).toMatch(/^Word after word\. .* …$/);
    expect(cutSnippet('', 'en', wanted('other'))).toBe('');
  });

  it('contains no HTML except its <mark> tags, even if the text contains HTML', () => {
    const html = cutSnippet(
      `<script>alert("a & b")</script> <mark>harbour</mark> 'it'`,
      'en',
      wanted('harbour', 'script'),
    );
    expect(html).toBe(
      '&lt;<mark>script</mark>&gt;alert(&quot;a &amp; b&quot;)&lt;/<mark>script</mark>&gt; &lt;mark&gt;<mark>harbour</mark>&lt;/mark&gt; &#39;it&#39;',
    );
  });

  it('marks words of any script as they are written in the text', () => {
    expect(cutSnippet('قال أَحْمَد إن الميناء مغلق', 'ar', wanted('احمد'))).toContain('<mark>أَحْمَد</mark>');
    expect(cutSnippet('今天的气候会议。', 'zh', wanted('气候'))).toBe('今天的<mark>气候</mark>会议。');
  });

  it('never cuts through a character', () => {
    const html = cutSnippet(`${'😀'.repeat(300)} harbour ${'é'.normalize('NFD').repeat(300)}`, 'en', wanted('harbour'));
    expect(html).toContain('<mark>harbour</mark>');
    expect(html.isWellFormed()).toBe(true);
  });
});
