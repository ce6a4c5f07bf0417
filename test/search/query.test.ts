import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query.js';

/** Writes a parsed query as text: `a "b c" -d | e`. */
function show(query: string, language = 'en'): string {
  const part = ({ isNegated, isPhrase, words }: ReturnType<typeof parseQuery>[number][number]) => {
    const text = words.map(({ word }) => word).join(' ');
    return `${isNegated ? '-' : ''}${isPhrase ? `"${text}"` : text}`;
  };
  return parseQuery(query, language)
    .map((parts) => parts.map(part).join(' '))
    .join(' | ');
}

describe('a query', () => {
  it('can have words, quoted phrases, alternatives and excluded words', () => {
    expect(show('Harbour  bridge')).toBe('harbour bridge');
    expect(show('"harbour bridge" ferry -toll or tunnel -"night shift"')).toBe(
      '"harbour bridge" ferry -toll | tunnel -"night shift"',
    );
    expect(show('«puente nuevo» OR „Brücke“')).toBe('"puente nuevo" | "brucke"');
  });

  it('excludes only words that begin with a minus', () => {
    expect(show('covid-19 - west-east -- end -not')).toBe('covid 19 west east end -not');
  });

  it('can be any text', () => {
    for (const nonsense of [
      '',
      '   ',
      '"',
      '""',
      '-',
      '-"',
      'or',
      'or or',
      '-or',
      '!!! & | ( ) <-> :*',
      "'; --",
      '\\',
    ]) {
      expect(() => parseQuery(nonsense, 'en')).not.toThrow();
    }
    expect(show('"never closed')).toBe('"never closed"');
    expect(show('or harbour or')).toBe('harbour');
    expect(show("a'b & c:* | (d")).toBe('ab c d');
  });

  it('ignores an alternative that only excludes words', () => {
    expect(show('-harbour')).toBe('');
    expect(show('-harbour or ferry -toll')).toBe('ferry -toll');
  });

  it('uses only its first 32 words', () => {
    expect(show('word '.repeat(400)).split(' ')).toHaveLength(32);
  });
});
