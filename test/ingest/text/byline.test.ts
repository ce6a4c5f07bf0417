import { describe, expect, it } from 'vitest';
import { parseByline } from '../../../src/ingest/text/byline.js';

describe('a byline', () => {
  it.each([
    ['By Ada North in Aru and Ben South', ['Ada North', 'Ben South'], []],
    ['Ada North (AP) and Ben South (Reuters)', ['Ada North', 'Ben South'], ['AP', 'Reuters']],
    ['Ada North (with Ben South and Cy West)', ['Ada North', 'Ben South', 'Cy West'], []],
    ['Ada (Maria Sol) North', ['Ada (Maria Sol) North'], []],
    ['Con North', ['Con North'], []],
    ['Von Ada North', ['Ada North'], []],
    ['Von North', ['Von North'], []],
    ['Door Ada Noord en Ben Zuid', ['Ada Noord', 'Ben Zuid'], []],
    ['Ada Ortega y Gasset', ['Ada Ortega y Gasset'], []],
    ['بقلم: ليلى حداد ووليد نور', ['ليلى حداد', 'وليد نور'], []],
    ['أحمد وليد', ['أحمد وليد'], []],
    ['North, Ada', ['North, Ada'], []],
    ['Ada, AP', ['Ada'], ['AP']],
    ['Ada North, ada@harbour.example, https://harbour.example/ada', ['Ada North'], []],
    ['Harbour News Agency', [], ['Harbour News Agency']],
    ['Our Foreign Staff', [], []],
    ['', [], []],
  ])('"%s" names %j, and credits %j', (byline, authors, sources) => {
    expect(parseByline(byline)).toEqual({ authors, sources });
  });

  it('of any text gives only plain names', () => {
    expect(parseByline('The board met on Tuesday, Ada North', { strict: true }).authors).toEqual(['Ada North']);
  });
});
