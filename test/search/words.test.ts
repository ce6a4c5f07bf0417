import { describe, expect, it } from 'vitest';
import { countEdits } from '../../src/search/resolve.js';
import { cutWords, findWordsAndParts, spellInAscii } from '../../src/search/words.js';

describe('words', () => {
  it('consist of digits and lower-case letters without accents', () => {
    expect(cutWords('Žofia’s “naïve” Straße, ﬁne: Ærø 2026!', 'en')).toEqual(
      'zofia naive strasse fine aero 2026'.split(' '),
    );
    expect(cutWords('¿Señaló la CANCIÓN?', 'es')).toEqual(['senalo', 'la', 'cancion']);
    expect(cutWords('Το φως, ёлка, ΣΊΣΥΦΟΣ', 'el')).toEqual(['το', 'φωσ', 'елка', 'σισυφοσ']);
  });

  it('keep abbreviations, grouped digits and English apostrophes in one word', () => {
    expect(cutWords("The U.S. can't pay 1,000,000 to O'Hara; e.g. 3.5", 'en')).toEqual(
      'the us cant pay 1000000 to ohara eg 3 5'.split(' '),
    );
    expect(cutWords("l'état d'une nation", 'fr')).toEqual(['l', 'etat', 'd', 'une', 'nation']);
  });

  it('are indexed whole and in parts, at the same position', () => {
    const found = findWordsAndParts("U.S. against O'Hara", 'en');
    expect(found.map(({ start, word }) => [word, start])).toEqual([
      ...[['us', 0] as const, ['u', 0] as const, ['s', 0] as const, ['against', 5] as const],
      ...[['ohara', 13] as const, ['o', 13] as const, ['hara', 13] as const],
    ]);
  });

  it('are the same in Arabic with and without vowel signs, hamza and tatweel', () => {
    expect(cutWords('إعـــلانُ أَحْمَد', 'ar')).toEqual(cutWords('اعلان احمد', 'ar'));
    expect(cutWords('مصطفى ١٢٣', 'ar')).toEqual(['مصطفي', '123']);
  });

  it('are found in languages without spaces, and Hindi vowel signs are kept', () => {
    expect(cutWords('气候变化会议', 'zh')).toEqual(['气候', '变化', '会议']);
    expect(cutWords('東京でコンピューターを買う', 'ja')).toEqual(expect.arrayContaining(['東京', 'コンピューター']));
    expect(cutWords('การเลือกตั้งทั่วไป', 'th')).toEqual(expect.arrayContaining(['เลือก', 'ทั่วไป']));
    expect(cutWords('हिन्दी', 'hi')).toEqual(['हिन्दी']);
  });

  it('are found in any text, and a very long word is cut to 60 letters', () => {
    expect(cutWords('\u0000 \ud800 — 😀 … !!!', 'en')).toEqual([]);
    expect(cutWords('a'.repeat(100_000), 'en')).toEqual(['a'.repeat(60)]);
    expect(cutWords('气'.repeat(20_000), 'zh').length).toBeGreaterThan(1000);
  });

  it('can be written in ASCII, one character for each letter', () => {
    expect(spellInAscii('انتخابات')).toMatch(/^[a-z0-9]{8}$/);
    expect(spellInAscii('vote2')).toBe('vote2');
  });
});

describe('the distance between two words', () => {
  it('counts changed, missing, added and swapped letters', () => {
    expect(countEdits('harbour', 'harbour', 2)).toBe(0);
    expect(countEdits('hrabour', 'harbour', 2)).toBe(1);
    expect(countEdits('habour', 'harbour', 2)).toBe(1);
    expect(countEdits('harbouur', 'harbour', 2)).toBe(1);
    expect(countEdits('hxrbouz', 'harbour', 2)).toBe(2);
    expect(countEdits('انتخبات', 'انتخابات', 2)).toBe(1);
  });

  it('is at most the given limit plus one', () => {
    expect(countEdits('ferry', 'harbour', 2)).toBe(3);
    expect(countEdits('ferry', 'harbours', 1)).toBe(2);
  });
});
