import { describe, expect, it } from 'vitest';
import { makeUnique, slugify } from '../../src/writing/slug.js';

describe('a slug', () => {
  it.each([
    ['Assembly approves the bridge', 'assembly-approves-the-bridge'],
    ['  “Nine-hour”  sitting: it’s over… ', 'nine-hour-sitting-its-over'],
    ['Ærøskøbing, Łódź & Þórshöfn', 'aeroskobing-lodz-thorshofn'],
    ['İstanbul’un kıyısı', 'istanbulun-kıyısı'],
    ['Cafe\u0301 Caf\u00e9', 'cafe-cafe'],
    ['Việt Nam', 'viet-nam'],
    ['المدّ يعود، والميناء', 'المدّ-يعود-والميناء'],
    ['می\u200cروم به بندر', 'می-روم-به-بندر'],
    ['港口的潮汐 2026', '港口的潮汐-2026'],
    ['बंदरगाह की नाव', 'बंदरगाह-की-नाव'],
    ['Ferry 🚢 stays ❤️ 5️⃣', 'ferry-stays-5'],
    ['Soft\u00adhyphen and \u200fmark', 'softhyphen-and-mark'],
    ['/news/../etc?a=b#c%20', 'news-etc-a-b-c-20'],
  ])('of %s is %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it.each(['', '…!?', '🌊', '❤️', '👩‍👩‍👧', '\u0301\ufe0f\u20e3'])(
    'is empty if the text has no letter or digit: %j',
    (text) => {
      expect(slugify(text)).toBe('');
    },
  );

  it('is cut between words, or inside the first word if this word is too long', () => {
    expect(slugify('a word '.repeat(30))).toBe(`${'a-word-'.repeat(11)}a`);
    expect([...slugify('🚢漢'.repeat(300))]).toHaveLength(79);
    expect([...slugify('\u{20000}'.repeat(300))]).toHaveLength(80);
  });

  it('of a slug is the same slug', () => {
    for (const text of ['Ærøskøbing ’n’ more', 'İIıi', 'المدّ يعود', 'Ｆｕｌｌ ｗｉｄｔｈ', 'ẞ ß ﬁ']) {
      expect(slugify(slugify(text))).toBe(slugify(text));
    }
  });
});

describe('a unique slug', () => {
  it('has the first free number from 2 on, or no number if the slug is free', () => {
    const taken = new Set(['tide', 'tide-2', 'ebb-2']);
    expect(makeUnique('tide', (name) => taken.has(name))).toBe('tide-3');
    expect(makeUnique('ebb', (name) => taken.has(name))).toBe('ebb');
  });
});
