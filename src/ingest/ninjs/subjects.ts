import type { TAG_KINDS } from '../../fields/item-fields.js';
import type { Genre } from '../../item/kind-names.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { uniqueNames } from '../text/byline.js';
import { findGenre, lastSegment } from '../text/genre.js';
import { plainText } from '../text/plain.js';
import type { Concept, NinjsItem } from './read.js';

/**
 * Reads the tags of an item. Names that differ only in case become one tag. A name that is a subject and also a person, an
 * organisation, a place or an event does not become a tag of the kind SUBJECT.
 */
export function readTags(item: NinjsItem, section: string | undefined): ContentDraftInput['tags'] {
  const subjects = readNames(item.subjects);
  const keywords = readNames(item.keywords).flatMap((each) =>
    each.split(/(?:(?<!\s)\s+)?[,;]\s*/).filter((name) => name !== ''),
  );
  const known: [(typeof TAG_KINDS)[number], string[]][] = [
    ['PERSON', readNames(item.people.filter((person) => !isAuthor(person)))],
    ['ORGANISATION', readNames(item.organisations)],
    ['PLACE', readNames(item.places)],
    ['EVENT', readNames(item.events)],
  ];
  const kinds = new Map(known.toReversed().flatMap(([kind, names]) => names.map((name) => [name.toLowerCase(), kind])));
  return uniqueNames([...subjects, ...known.flatMap(([, names]) => names), ...keywords])
    .filter((name) => name.toLowerCase() !== section?.toLowerCase())
    .slice(0, MOST_TAGS)
    .map((name) => ({ name, kind: kinds.get(name.toLowerCase()) ?? 'SUBJECT' }));
}

/** Reads the section: that of the provider, or else the first IPTC topic of the highest level. */
export function readSection(item: NinjsItem): string | undefined {
  const [service] = item.sections;
  const section = service ?? item.subjects.find(isSection) ?? item.subjects.find(isTopLevelTopic);
  return plainText(section?.name);
}

/** True if a person or a source is an author of the item. Other persons are subjects of the item. */
export function isAuthor(concept: Concept): boolean {
  return /^(?:author|writer|reporter|journalist|correspondent|creator|contributor|byline|by|columnist)s?$/.test(
    concept.rel,
  );
}

export function readGenre(item: NinjsItem): Genre | undefined {
  return findGenre(item.genres.flatMap((genre) => [genre.name ?? '', genre.code]));
}

const MOST_TAGS = 30;
const LONGEST_TAG = 120;

function readNames(concepts: readonly Concept[]): string[] {
  return concepts
    .map((concept) => plainText(concept.name))
    .filter((name) => name !== undefined)
    .filter((name) => name.length <= LONGEST_TAG && /[\p{L}\p{N}]/u.test(name) && !/^(?:https?:|urn:)/i.test(name));
}

function isSection(subject: Concept): boolean {
  return SECTION_WORD.test(subject.rel) || SECTION_WORD.test(lastSegment(subject.scheme));
}

const SECTION_WORD = /section|categor|ressort|rubri/i;

/**
 * True if a subject is a topic of the highest level. IPTC's subject codes and media topics have the same codes for these
 * topics: 01000000 to 17000000.
 */
function isTopLevelTopic({ code, uri, scheme }: Concept): boolean {
  const isTopic = (text: string) => /^(?:0[1-9]|1[0-7])000000$/.test(text);
  return (isTopic(lastSegment(code)) || isTopic(lastSegment(uri))) && !/genre/i.test(scheme);
}
