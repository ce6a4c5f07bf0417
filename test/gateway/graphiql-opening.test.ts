import { describe, expect, it } from 'vitest';
import { chooseOpening } from '../../graphiql/opening.js';

const EXAMPLES = [
  { query: 'query A { a }', variables: '{ "a": 1 }' },
  { query: 'query B { b }', variables: '{ "b": 1 }' },
];
const FIRST = { tabs: EXAMPLES, query: 'query A { a }', variables: '{ "a": 1 }', headers: '' };

describe('the tab with which GraphiQL opens', () => {
  it('is the first example on a first visit', () => {
    expect(chooseOpening(null, EXAMPLES, '')).toEqual(FIRST);
  });

  it('is the tab that was active before, with its query, variables and headers', () => {
    const tabs = [EXAMPLES[0], { query: 'query B { mine }', variables: null, headers: '{ "x": "y" }' }];
    const stored = JSON.stringify({ activeTabIndex: 1, tabs });
    const { headers, query, variables } = chooseOpening(stored, EXAMPLES, '?other=1');
    expect([query, variables, headers]).toEqual(['query B { mine }', '', '{ "x": "y" }']);
  });

  it.each(['', '{', 'null', '[]', '{"tabs":[]}', '{"activeTabIndex":0,"tabs":[]}', '{"activeTabIndex":"x","tabs":{}}'])(
    'is the first example if the browser’s storage has invalid content: %s',
    (stored) => {
      expect(chooseOpening(stored, EXAMPLES, '')).toEqual(FIRST);
    },
  );

  it('is the operation in the address, if there is one', () => {
    const search = `?${new URLSearchParams({ query: '{ c }', variables: '{"c":1}' })}`;
    const stored = JSON.stringify({ activeTabIndex: 1, tabs: EXAMPLES });
    for (const before of [null, stored]) {
      const { query, tabs, variables } = chooseOpening(before, EXAMPLES, search);
      expect([query, variables, tabs.length]).toEqual(['{ c }', '{\n  "c": 1\n}', 3]);
    }
    expect(chooseOpening(null, EXAMPLES, '?query={c}&variables={').variables).toBe('{');
  });
});
