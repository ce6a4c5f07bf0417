import { describe, expect, it } from 'vitest';
import { readByline, readCredits } from '../../../src/ingest/html/draft.js';

const people = (...names: string[]) => readCredits(names.map((name) => ({ name, isOrganisation: false }))).people;

describe('the people in a byline', () => {
  it.each([
    ['By Ada North', ['Ada North']],
    ['Par Ada North et Ben South', ['Ada North', 'Ben South']],
    ['Von Ada North und Ben South', ['Ada North', 'Ben South']],
    ['Por Ada North y Ben South', ['Ada North', 'Ben South']],
    ['Ada North, Ben South and Cy West', ['Ada North', 'Ben South', 'Cy West']],
    ['Ada North (with Ben South & Cy West)', ['Ada North', 'Ben South', 'Cy West']],
    ['Автор: Анна Северова и Пётр Южный', ['Анна Северова', 'Пётр Южный']],
    ['بقلم ليلى حداد وسامي نور', ['ليلى حداد', 'سامي نور']],
    ['Ada Ramón y Cajal', ['Ada Ramón y Cajal']],
    ['De la Mar', ['De la Mar']],
    ['Ada North in Aru', ['Ada North']],
    ['Ada North, Ferry Correspondent', ['Ada North']],
    ['Ada North, Reuters', ['Ada North']],
    ['A. Writer and B. Writer', ['A. Writer', 'B. Writer']],
    ['North, Ada', ['North, Ada']],
    ['田中 一郎', ['田中 一郎']],
    ['Our Foreign Staff', []],
    ['ada@harbour.example', []],
    ['https://harbour.example/ada', []],
    ['March 5, 2024', []],
    ['@ada99', []],
  ])('of "%s" are %j', (line, names) => {
    expect(people(line)).toEqual(names);
  });

  it('are listed once, even if they are named twice', () => {
    expect(people('Ada North', 'By ADA NORTH', 'Ben South')).toEqual(['Ada North', 'Ben South']);
  });
});

describe('an organisation in a byline', () => {
  it('is recognised by its type, by its name, or because it is the publisher', () => {
    const writers = [
      { name: 'Coast and Sea', isOrganisation: true },
      { name: 'Ada North, AFP', isOrganisation: false },
      { name: 'Harbour Daily', isOrganisation: false },
    ];
    expect(readCredits(writers, 'Harbour Daily')).toEqual({
      people: ['Ada North'],
      organisations: ['Coast and Sea', 'AFP', 'Harbour Daily'],
    });
  });
});

describe('a printed byline', () => {
  it('is a short line without a date or an e-mail address', () => {
    expect(readByline(' By  Ada North ')).toBe('By Ada North');
    expect(readByline('April 28, 2024 at 6:01 am')).toBeUndefined();
    expect(readByline('ada@harbour.example')).toBeUndefined();
    expect(readByline('x'.repeat(200))).toBeUndefined();
  });
});
