import type { DraftBlock } from '../../body/blocks.js';
import type { TAG_KINDS } from '../../fields/item-fields.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { leadText } from '../body/text.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { type ImportOptions, UnreadableDocument } from '../contract/format.js';
import { parseByline, uniqueNames } from '../text/byline.js';
import { findGenre, lastSegment } from '../text/genre.js';
import { makeHeadline, plainText } from '../text/plain.js';
import { addAssociations, readContent } from './content.js';
import { findCaption, MEDIA } from './media.js';
import { type Concept, findWording, type NinjsItem, PLAIN_ROLES } from './read.js';

/** Turns an item into a draft. Throws an `UnreadableDocument` that names the wrong property. */
export function itemToDraft(item: NinjsItem, options: ImportOptions): ContentDraftInput {
  if (item.id === undefined) {
    throw new UnreadableDocument(
      'uri: the item has no uri and no altIds, so a later version of it could not be recognised',
    );
  }
  const content = addAssociations(item, readContent(item));
  const language = canonicalLanguage(item.language);
  const headline = readHeadline(item, content.body, language ?? options.language);
  const section = readSection(item);
  const edNote = plainText(item.edNote);
  return {
    sourceId: item.id,
    sourceVersion: item.version,
    status: item.status,
    withdrawnReason: item.status === 'WITHDRAWN' ? (edNote ?? 'The provider canceled it.') : undefined,
    language,
    headline,
    standfirst: readStandfirst(item),
    label: plainText(findWording(item.headlines, LABEL_ROLES)?.value),
    ...readPeople(item),
    dateline: plainText(item.located),
    genre: findGenre(item.genres.flatMap((genre) => [genre.name ?? '', genre.code])),
    section: section === undefined ? undefined : { name: section },
    tags: readTags(item, section),
    type: 'ARTICLE',
    ...content,
    body: withoutHeadline(content.body, headline),
    urgency: URGENCIES.find((urgency) => urgency === item.urgency),
    publishedAt: item.firstCreated ?? item.versionCreated,
    updatedAt: item.versionCreated,
    expiresAt: item.expires,
    edNote,
  };
}

const LABEL_ROLES = ['kicker', 'overline', 'vignette'];
const STANDFIRST_ROLES = [
  ...'standfirst summary abstract lead lede ingress deck dek subhead subtitle intro'.split(' '),
  ...PLAIN_ROLES,
  'teaser',
];
const URGENCIES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function readHeadline(item: NinjsItem, body: readonly DraftBlock[], language: string | undefined): string {
  const stated =
    findWording(item.headlines, ['main', '']) ?? item.headlines.find(({ role }) => !LABEL_ROLES.includes(role));
  const candidates = [stated?.value, item.title, item.slugline, item.name];
  const text = plainText(findCaption(item)?.value) ?? leadText(body);
  const headline =
    candidates.map((each) => plainText(each)).find((each) => each !== undefined) ?? makeHeadline(text, language);
  if (headline !== undefined) return headline;
  // A cancellation may hold only the id. The id then serves as the headline: a withdrawn item is not public.
  if (item.status === 'WITHDRAWN' && item.id !== undefined) return item.id;
  throw new UnreadableDocument(
    'headlines: the item has no headline, and no title, slugline, caption or body to make one from',
  );
}

/** Reads the standfirst. The caption of a picture or a recording is not used as its standfirst. */
function readStandfirst(item: NinjsItem): string | undefined {
  const roles = MEDIA.has(item.type) ? ['standfirst', 'summary', 'abstract'] : STANDFIRST_ROLES;
  const standfirst = findWording(item.descriptions, roles);
  return standfirst === findCaption(item) && MEDIA.has(item.type) ? undefined : plainText(standfirst?.value);
}

function readPeople(item: NinjsItem): Pick<ContentDraftInput, 'byline' | 'authors' | 'sources'> {
  const byline = plainText(item.bylines.join(', '));
  const credits = parseByline(byline ?? '', { strict: true });
  const credited = [...item.people, ...item.infoSources].filter(isAuthor).flatMap(({ name }) => plainText(name) ?? []);
  const sources = [
    ...item.infoSources
      .filter((source) => !isAuthor(source))
      .map(({ name, rel, url }) => ({ name: plainText(name), role: rel === '' ? undefined : rel, url })),
    { name: plainText(item.copyrightHolder), role: 'copyrightHolder' },
    ...item.providers.map((name) => ({ name: plainText(name), role: 'provider' })),
    ...credits.sources.map((name) => ({ name })),
  ].flatMap(({ name, ...source }) => (name === undefined ? [] : [{ name, ...source }]));
  const names = sources.map(({ name }) => name.toLowerCase());
  return {
    byline,
    authors: uniqueNames(credited.length > 0 ? credited : credits.authors).map((name) => ({ name })),
    sources: sources.filter(({ name }, index) => names.indexOf(name.toLowerCase()) === index),
  };
}

/** Drops the headline from the start of a body. A body that is a whole document begins with its headline. */
function withoutHeadline(body: readonly DraftBlock[], headline: string): DraftBlock[] {
  const [first, ...rest] = body;
  const text = first?.type === 'heading' ? first.text : first && leadText([first]);
  return text?.toLowerCase() === headline.toLowerCase() && rest.length > 0 ? rest : [...body];
}

/** Reads the tags of an item. A name that is a subject and also a person, for example, becomes a tag of the kind PERSON. */
function readTags(item: NinjsItem, section: string | undefined): ContentDraftInput['tags'] {
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

/** Reads the section: the provider's section, or else the first IPTC topic of the highest level. */
function readSection(item: NinjsItem): string | undefined {
  const [service] = item.sections;
  const section = service ?? item.subjects.find(isSection) ?? item.subjects.find(isTopLevelTopic);
  return plainText(section?.name);
}

/** True if a person or a source is an author of the item. Other persons are subjects of the item. */
function isAuthor(concept: Concept): boolean {
  return /^(?:author|writer|reporter|journalist|correspondent|creator|contributor|byline|by|columnist)s?$/.test(
    concept.rel,
  );
}

const MOST_TAGS = 30;
const LONGEST_TAG = 120;

function readNames(concepts: readonly Concept[]): string[] {
  return concepts
    .flatMap((concept) => plainText(concept.name) ?? [])
    .filter((name) => name.length <= LONGEST_TAG && /[\p{L}\p{N}]/u.test(name) && !/^(?:https?:|urn:)/i.test(name));
}

function isSection({ rel, scheme }: Concept): boolean {
  return [rel, lastSegment(scheme)].some((word) => /section|categor|ressort|rubri/i.test(word));
}

/** True for a topic of the highest level. In IPTC's subject codes and media topics, these are 01000000 to 17000000. */
function isTopLevelTopic({ code, uri, scheme }: Concept): boolean {
  const isTopic = (text: string) => /^(?:0[1-9]|1[0-7])000000$/.test(text);
  return (isTopic(lastSegment(code)) || isTopic(lastSegment(uri))) && !/genre/i.test(scheme);
}
