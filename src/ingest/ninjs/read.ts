import type { ContentDraft } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import { lastSegment } from '../text/genre.js';
import { readTime } from '../text/time.js';
import { Fields } from './fields.js';
import { readWords } from './words.js';

/** A ninjs item of any version, in one shape. */
export interface NinjsItem extends ReturnType<typeof readOne> {
  readonly associations: readonly NinjsItem[];
}
/** A subject, person, organisation, place, event or source. */
export type Concept = ReturnType<typeof readConcept>;
export type Rendition = ReturnType<typeof readRendition>[number];

/** Reads an item of ninjs 1.x, 2.x or 3.x. Associations of associations are left out. */
export function readItem(value: unknown, path: string, timeZone: string): NinjsItem {
  const fields = new Fields(value, path);
  const associations = fields.list('associations').map((each) => ({ ...readOne(each, timeZone), associations: [] }));
  return { ...readOne(fields, timeZone), associations };
}

/** The standard names of types, by other names that providers use. */
const TYPES = new Map(
  Object.entries({ package: 'composite', preformatted: 'text', photo: 'picture', image: 'picture' }),
);
const STATUSES = new Map<string, ContentDraft['status']>(
  Object.entries({ usable: 'PUBLISHED', withheld: 'DRAFT', canceled: 'WITHDRAWN', cancelled: 'WITHDRAWN' } as const),
);
/** The kinds of alternative ids that change with each version of an item. */
const PASSING_ID = /etag|version|sequence/i;

function readOne(fields: Fields, timeZone: string) {
  const time = (...names: string[]) => readTime(fields.scalar(...names), fields.pathOf(...names), timeZone);
  return {
    // The name of an association, such as "featuremedia". In 1.x it is the key in a map. The key in a list is a number.
    name: /^\d*$/.test(fields.key) ? (fields.text('name') ?? '') : fields.key,
    // The relation of an association to its item.
    rel: lastSegment(fields.text('rel')),
    id: readId(fields),
    type: readType(fields),
    status: readStatus(fields),
    title: fields.text('title'),
    slugline: fields.text('slugline'),
    located: fields.text('located'),
    language: fields.text('language'),
    urgency: fields.positive('urgency'),
    edNote: fields.text('ednote'),
    altText: fields.text('alttext', 'alt_text', 'alt'),
    copyrightHolder: fields.text('copyrightholder'),
    copyrightNotice: fields.text('copyrightnotice'),
    firstCreated: time('published', 'firstpublished', 'firstcreated'),
    versionCreated: time('versioncreated'),
    embargoedUntil: time('embargoeduntil', 'embargoed'),
    expires: time('expires'),
    ...readWords(fields),
    ...readConcepts(fields),
    renditions: fields.list('renditions').flatMap(readRendition),
  };
}

function readConcepts(fields: Fields) {
  const concepts = (...names: string[]) => fields.list(...names).map(readConcept);
  const authors = concepts('authors').map((each) => ({ ...each, rel: 'author' }));
  return {
    subjects: concepts('subjects', 'subject'),
    sections: concepts('service', 'services', 'sections', 'section'),
    people: [...concepts('people', 'persons', 'person'), ...authors],
    organisations: concepts('organisations', 'organisation', 'organizations', 'organization'),
    places: concepts('places', 'place'),
    events: concepts('events', 'event'),
    infoSources: concepts('infosources', 'infosource'),
    genres: concepts('genres', 'genre'),
    keywords: concepts('keywords', 'keyword'),
    providers: [...fields.list('provider'), ...fields.list('source')].flatMap((each) => each.text('name') ?? []),
  };
}

function readId(fields: Fields): string | undefined {
  const id = fields.text('uri', 'guid');
  if (id !== undefined) return id.trim();
  // In 1.x, `altids` is a map from the kind of an id to the id. In later versions, it is a list of `{ role, value }`.
  const ids = fields.list('altids').flatMap((each): [string, string][] => {
    const value = each.text('value');
    return value === undefined ? each.startingWith('') : [[each.text('role') ?? '', value]];
  });
  return ids.find(([kind]) => !PASSING_ID.test(kind))?.[1].trim();
}

function readType(fields: Fields): string {
  const type = lastSegment(fields.text('type'));
  if (type !== '') return TYPES.get(type) ?? type;
  const hasText = fields.has('headline', 'headlines', 'bodies') || fields.startingWith('body_').length > 0;
  const isBareEvent = fields.has('events', 'event') && !hasText && !fields.has('renditions');
  if (fields.has('eventdetails', 'eventstatus') || isBareEvent) return 'event';
  if (fields.has('plannedcoverage', 'coverages')) return 'planning';
  const [rendition] = fields.list('renditions');
  const mimeType = fields.text('mimetype') ?? (hasText ? undefined : rendition?.text('contenttype', 'mimetype'));
  const medium = mimeType?.split('/')[0];
  return medium === 'image' ? 'picture' : medium === 'audio' || medium === 'video' ? medium : 'text';
}

function readStatus(fields: Fields): ContentDraft['status'] {
  const text = fields.text('pubstatus');
  const status = text === undefined ? 'PUBLISHED' : STATUSES.get(lastSegment(text));
  if (status) return status;
  throw new UnreadableDocument(`${fields.pathOf('pubstatus')}: expected usable, withheld or canceled, found "${text}"`);
}

function readConcept(fields: Fields) {
  const uri = fields.text('uri') ?? '';
  const site = fields.list('contactinfo').find((each) => /^(?:url|web|website)$/i.test(each.text('type') ?? ''));
  return {
    name: fields.text('name'),
    // The relation of the concept to the item: "about", "author".
    rel: lastSegment(fields.text('rel', 'role')),
    scheme: fields.text('scheme') ?? uri.replace(/(?<![^/:#])[^/:#]*$/, ''),
    code: fields.scalar('code', 'qcode', 'literal') ?? lastSegment(uri),
    uri,
    url: toWebUrl(site?.text('value')),
  };
}

function readRendition(fields: Fields) {
  const href = toWebUrl(fields.text('href', 'url'));
  if (href === undefined) return [];
  const poi = fields.object('poi');
  const [x, y] = [poi?.positive('x'), poi?.positive('y')];
  return [
    {
      name: fields.text('name') ?? fields.key,
      href,
      contentType: fields.text('contenttype', 'mimetype')?.toLowerCase() ?? '',
      width: fields.positive('width'),
      height: fields.positive('height'),
      bytes: fields.positive('sizeinbytes'),
      duration: fields.positive('duration'),
      poi: x === undefined || y === undefined ? undefined : { x, y },
    },
  ];
}
