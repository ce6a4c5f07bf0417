import { parseByline, uniqueNames } from '../text/byline.js';
import type { Writer } from './facts.js';

/** Who wrote it: people with pages, and organisations. */
export interface Credits {
  people: string[];
  organisations: string[];
}

/** Tells people from organisations, and one name from several, in what a page gives as its authors. */
export function readCredits(writers: readonly Writer[], publisher?: string): Credits {
  const isPublisher = (name: string) => name.toLowerCase() === publisher?.toLowerCase();
  const parties = writers.map(({ name, isOrganisation }) =>
    isOrganisation || isPublisher(name) ? { authors: [], sources: [name] } : parseByline(name),
  );
  const names = parties.flatMap(({ authors }) => authors);
  const organisations = [...parties.flatMap(({ sources }) => sources), ...names.filter(isPublisher)];
  return {
    people: uniqueNames(names.filter((name) => !isPublisher(name) && isPerson(name))),
    organisations: uniqueNames(organisations.filter((name) => name !== '')),
  };
}

/** A line that may stand under a headline: not a date, an address or a paragraph. */
export function readByline(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > 160 || /\d{2}|@|https?:|www\./.test(line) ? undefined : line;
}

/** Pages put sentences, addresses and machine names where a person's name should be. */
function isPerson(name: string): boolean {
  return name.length >= 2 && name.length <= 60 && name.split(' ').length <= 7 && !/[<>{}]|\.com\b/.test(name);
}
