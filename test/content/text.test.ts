import { describe, expect, it } from 'vitest';
import { countWords, readTimeMinutes } from '../../src/body/read-time.js';
import { bodyText, headingAnchors, htmlText } from '../../src/body/text.js';

describe('the words of a text', () => {
  it.each([
    ['en', "The ferry doesn't run, does it? No — not today.", 9],
    ['es', '¿Volverá el ferri? Sí, en otoño.', 6],
    ['ar', 'يعود المدّ إلى الميناء، كما قالت الهيئة.', 7],
    ['fa', 'می\u200cروم به بندر', 3],
    ['en', '', 0],
    ['en', ' … — 🚢 ', 0],
  ])('in %s: "%s" has %i words', (language, text, words) => {
    expect(countWords(text, language)).toBe(words);
  });

  it.each([
    ['zh', '渡轮将在冬季继续运行'],
    ['ja', 'フェリーは冬も運航を続けます'],
    ['th', 'เรือข้ามฟากจะยังคงวิ่งในฤดูหนาว'],
  ])('in %s are counted, although no spaces separate them', (language, text) => {
    const words = countWords(text, language);
    expect(words).toBeGreaterThan(3);
    expect(words).toBeLessThan(text.length);
  });

  it('are counted correctly in a very long text', () => {
    const sentence = 'The ferry runs through the winter. ';
    expect(countWords(sentence.repeat(4000), 'en')).toBe(6 * 4000);
    expect(countWords(`${'漢'.repeat(3000)}`, 'zh')).toBeGreaterThan(500);
  });
});

describe('the reading time of a text', () => {
  it('is in whole minutes, depends on the language, and is at least one minute', () => {
    expect(readTimeMinutes(0, 'en')).toBe(1);
    expect(readTimeMinutes(2280, 'en')).toBe(10);
    expect(readTimeMinutes(2280, 'en-GB')).toBe(10);
    expect(readTimeMinutes(1380, 'ar')).toBe(10);
    expect(readTimeMinutes(1840, 'sw')).toBe(10);
  });
});

describe('the text of a body', () => {
  it('has the headings, paragraphs, lists and quotes, without markup and entities', () => {
    expect(
      bodyText([
        { type: 'heading', text: 'Tides' },
        { type: 'paragraph', html: 'Ebb &amp; <em>flow</em><br />go <a href="https://a.example/?a=1&amp;b=2">on</a>' },
        { type: 'image' },
        { type: 'list', listItems: ['One', 'Two'] },
        { type: 'quote', text: 'So be it.' },
      ]),
    ).toBe('Tides\nEbb & flow go on\nOne\nTwo\nSo be it.');
  });

  it('decodes entities once', () => {
    expect(htmlText('&amp;lt;b&gt; &quot;x&quot;')).toBe('&lt;b> "x"');
  });
});

describe('anchors', () => {
  it('are the slugs of the headings, with a number if a slug repeats, and "section" if a slug is empty', () => {
    expect(headingAnchors(['The tide', 'The tide', '…', '🌊', 'المدّ', 'The tide'])).toEqual([
      ...['the-tide', 'the-tide-2', 'section', 'section-2', 'المدّ', 'the-tide-3'],
    ]);
  });
});
