import { parseByline, uniqueNames } from '../text/byline.js';
import type { Writer } from './facts.js';

/** The writers of an article. People get author pages, organisations do not. */
export interface Credits {
  people: string[];
  organisations: string[];
}

/** Splits the authors of a page into single names, and separates people from organisations. */
export function readCredits(writers: readonly Writer[], publisher?: string): Credits {
  const isPublisher = (name: string) => name.toLowerCase() === publisher?.toLowerCase();
  const bylines = writers.map(({ name, isOrganisation }) =>
    isOrganisation || isPublisher(name) ? { authors: [], sources: [name] } : parseByline(name),
  );
  const names = bylines.flatMap(({ authors }) => authors);
  const organisations = [...bylines.flatMap(({ sources }) => sources), ...names.filter(isPublisher)];
  return {
    people: uniqueNames(names.filter((name) => !isPublisher(name) && isPerson(name))),
    organisations: uniqueNames(organisations.filter((name) => name !== '')),
  };
}

/** Returns the line if it may be a byline. Returns undefined for a date, an address or a paragraph. */
export function readByline(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > 160 || /\d{2}|@|https?:|www\./.test(line) ? undefined : line;
}

/** True if a text may be a person's name. Pages also put sentences, addresses and user names into the field for authors. */
function isPerson(name: string): boolean {
  return name.length >= 2 && name.length <= 60 && name.split(' ').length <= 7 && !/[<>{}]|\.com\b/.test(name);
}
