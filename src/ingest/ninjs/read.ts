import { UnreadableDocument } from '../document/format.js';
import { toWebUrl } from '../text/address.js';
import { lastSegment } from '../text/genre.js';
import { parseTime } from '../text/time.js';
import { type Fields, readFields } from './fields.js';
import type { Concept, NinjsItem, Rendition } from './item.js';
import { readWords } from './words.js';

/** Brings an item of ninjs 1.x, 2.x or 3.x into one shape; associations are read one level deep. */
export function readItem(value: unknown, path: string, timeZone: string): NinjsItem {
  const fields = readFields(value, path);
  const associations = fields.list('associations').map((each) => readOne(each, timeZone));
  return { ...readOne(fields, timeZone), associations };
}

const TYPES = new Map([
  ['package', 'composite'],
  ['preformatted', 'text'],
  ['photo', 'picture'],
  ['image', 'picture'],
]);
const STATUSES = new Map<string, NinjsItem['status']>([
  ['usable', 'PUBLISHED'],
  ['withheld', 'DRAFT'],
  ['canceled', 'WITHDRAWN'],
  ['cancelled', 'WITHDRAWN'],
]);
/** Alternative ids that change with each version. */
const PASSING_ID = /etag|version|sequence/i;

function readOne(fields: Fields, timeZone: string): NinjsItem {
  const time = (...names: string[]) => readTime(fields, names, timeZone);
  return {
    // The key is a name in 1.x alone; in a list it is a number.
    name: /^\d*$/.test(fields.key) ? (fields.text('name') ?? '') : fields.key,
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
    associations: [],
  };
}

type Concepts = 'subjects' | 'sections' | 'people' | 'organisations' | 'places' | 'events' | 'infoSources' | 'genres';

function readConcepts(fields: Fields): Pick<NinjsItem, Concepts | 'keywords' | 'providers'> {
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
  // 1.x has a map of ids by their kind, later versions a list of `{ role, value }`.
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
  if (
    fields.has('eventdetails', 'eventstatus') ||
    (fields.has('events', 'event') && !hasText && !fields.has('renditions'))
  ) {
    return 'event';
  }
  if (fields.has('plannedcoverage', 'coverages')) return 'planning';
  const [rendition] = fields.list('renditions');
  const medium = (fields.text('mimetype') ?? (hasText ? undefined : rendition?.text('contenttype', 'mimetype')))?.split(
    '/',
  )[0];
  return medium === 'image' ? 'picture' : medium === 'audio' || medium === 'video' ? medium : 'text';
}

function readStatus(fields: Fields): NinjsItem['status'] {
  const text = fields.text('pubstatus');
  const status = text === undefined ? 'PUBLISHED' : STATUSES.get(lastSegment(text));
  if (status === undefined) {
    throw new UnreadableDocument(
      `${fields.pathOf('pubstatus')}: expected usable, withheld or canceled, found "${text}"`,
    );
  }
  return status;
}

function readTime(fields: Fields, names: string[], timeZone: string): Date | undefined {
  const text = fields.scalar(...names);
  const time = text === undefined ? undefined : parseTime(text, timeZone);
  if (text !== undefined && time === undefined)
    throw new UnreadableDocument(`${fields.pathOf(...names)}: "${text}" isn't a date or time that exists`);
  return time;
}

function readConcept(fields: Fields): Concept {
  const uri = fields.text('uri') ?? '';
  const site = fields.list('contactinfo').find((each) => /^(?:url|web|website)$/i.test(each.text('type') ?? ''));
  return {
    name: fields.text('name'),
    rel: lastSegment(fields.text('rel', 'role')),
    scheme: fields.text('scheme') ?? uri.replace(/(?<![^/:#])[^/:#]*$/, ''),
    code: fields.scalar('code', 'qcode', 'literal') ?? lastSegment(uri),
    uri,
    url: toWebUrl(site?.text('value')),
  };
}

function readRendition(fields: Fields): Rendition[] {
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
