import { lastSegment } from '../text/genre.js';
import type { Fields } from './fields.js';

/** A headline, description or body. In 1.x, the name of its property holds its role. Later, the role is a field beside it. */
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
export function readWords(fields: Fields) {
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
