import { describe, expect, it } from 'vitest';
import { inlineText, sanitizeInline } from '../../src/body/inline-html.js';

describe('sanitizeInline', () => {
  it('keeps text marks, and replaces old tags such as <b> with modern tags', () => {
    expect(sanitizeInline('<b>a</b> <i>b</i> <strike>c</strike> <u>d</u> H<sub>2</sub>O <mark>e</mark><br>f')).toBe(
      '<strong>a</strong> <em>b</em> <s>c</s> <u>d</u> H<sub>2</sub>O <mark>e</mark><br />f',
    );
  });

  it('keeps links to web pages, mail addresses and paths, and removes all attributes except href', () => {
    expect(sanitizeInline('<a href="https://a.example/?x=1&y=2" target="_blank" onclick="x()">a</a>')).toBe(
      '<a href="https://a.example/?x=1&amp;y=2">a</a>',
    );
    expect(sanitizeInline('<a href="mailto:desk@a.example">m</a><a href="/b">b</a>')).toBe(
      '<a href="mailto:desk@a.example">m</a><a href="/b">b</a>',
    );
  });

  it.each([
    ['<script>alert(1)</script>x', 'x'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="JaVa&#9;Script:alert(1)">x</a>', 'x'],
    ['<a href="data:text/html,hi">x</a>', 'x'],
    ['<iframe src="https://a.example">y</iframe>x', 'x'],
    ['<svg><script>alert(1)</script></svg>x', 'x'],
    ['<!-- note -->x<style>p{}</style>', 'x'],
    ['<em onmouseover="x()">x</em>', '<em>x</em>'],
  ])('removes the harmful part of %s', (html, clean) => {
    expect(sanitizeInline(html)).toBe(clean);
  });

  it('removes a mark that contains only line breaks or spaces, and keeps its content', () => {
    expect(sanitizeInline('a<em><br></em>b<strong><em> </em></strong><a href="/x"><u><br></u></a>c')).toBe(
      'a<br />b <br />c',
    );
  });

  it('leaves no empty mark, no NUL character and no lone surrogate', () => {
    expect(sanitizeInline('<strong></strong>a\0b\ud800<em> </em>c')).toBe('ab\ufffd c');
    expect(sanitizeInline('&#0;&#xD800;')).toBe('\ufffd\ufffd');
  });
});

describe('inlineText', () => {
  it('decodes entities once, and turns each run of white space into one space', () => {
    expect(inlineText(' AT&amp;T&nbsp;says\n &ldquo;5 &lt; 6&rdquo; &amp;amp; more ')).toBe(
      'AT&T says “5 < 6” &amp; more',
    );
  });

  it('puts a space between blocks and between lines', () => {
    expect(inlineText('<p>one</p><p>two<br>three</p>')).toBe('one two three');
  });
});
