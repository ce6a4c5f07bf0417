import type { ContentDraft } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';
import { lastSegment } from '../text/genre.js';
import { readTime } from '../text/time.js';
import { Fields } from './fields.js';

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
    // The name of an association ("featuremedia"). In 1.x, the name is a key in a map. In a list, the key is a number.
    name: /^\d*$/.test(fields.key) ? (fields.text('name') ?? '') : fields.key,
    // The relation of an association to its item.
    rel: lastSegment(fields.text('rel')),
    id: readId(fields),
    type: readType(fields),
    version: fields.loose('version'),
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

/** A headline, description or body. Its role is in the name of its property (1.x), or in a field beside it. */
export interface Wording {
  /** The role in lower case. If the role is a URI, this is its last segment. */
  readonly role: string;
  readonly contentType: string;
  readonly value: string;
}

/** Roles that say nothing about the purpose of a text. */
export const PLAIN_ROLES = ['main', 'text', 'description', '', 'html', 'xhtml', 'richtext'];

/** Finds the first wording that has one of the roles, in order of preference. The role `''` finds a wording without a role. */
export function findWording(wordings: readonly Wording[], roles: readonly string[]): Wording | undefined {
  const withRole = (role: string) =>
    wordings.find((each) => each.role === role || (role !== '' && each.role.split(/[_-]/).includes(role)));
  return roles.map(withRole).find((each) => each !== undefined);
}

/** Reads an item's headlines, descriptions, bodies and bylines from the properties of any version. */
function readWords(fields: Fields) {
  const bylines = fields.list('bylines').map((each) => each.text('by', 'byline', 'name') ?? '');
  return {
    headlines: [...readWording(fields, 'headline', 'main'), ...readWordings(fields, 'headlines', 'headline_')],
    descriptions: [
      ...readWording(fields, 'summary', 'summary'),
      ...readWording(fields, 'abstract', 'summary'),
      ...readWordings(fields, 'descriptions', 'description_'),
      ...readWording(fields, 'description', ''),
    ],
    bodies: [...readWordings(fields, 'bodies', 'body_'), ...readWording(fields, 'body', '')],
    bylines: [fields.text('by', 'byline') ?? bylines].flat(),
  };
}

function readWording(fields: Fields, name: string, role: string): Wording[] {
  const value = fields.text(name);
  return value === undefined ? [] : [{ role, contentType: '', value }];
}

/** Reads the wordings of a list or map, and of the properties that begin with `prefix`. */
function readWordings(fields: Fields, list: string, prefix: string): Wording[] {
  const listed = fields.list(list).flatMap((each): Wording[] => {
    const value = each.text('value', 'name');
    if (value === undefined) return toWordings(each.startingWith(''));
    const key = Number.isInteger(Number(each.key)) ? '' : each.key;
    const contentType = each.text('contenttype', 'mimetype') ?? '';
    return [{ role: lastSegment(each.text('role') ?? key), contentType, value }];
  });
  return [...listed, ...toWordings(fields.startingWith(prefix))];
}

function toWordings(texts: readonly [string, string][]): Wording[] {
  return texts.map(([role, value]) => ({ role, contentType: '', value }));
}
