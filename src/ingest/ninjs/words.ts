import { lastSegment } from '../text/genre.js';
import type { Fields } from './fields.js';
import type { NinjsItem, Wording } from './item.js';

/** An item's headlines, descriptions, bodies and bylines, from the properties of any version. */
export function readWords(fields: Fields): Pick<NinjsItem, 'headlines' | 'descriptions' | 'bodies' | 'bylines'> {
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

function readWordings(fields: Fields, list: string, prefix: string): Wording[] {
  const listed = fields.list(list).flatMap((each): Wording[] => {
    const value = each.text('value', 'name');
    const key = Number.isInteger(Number(each.key)) ? '' : each.key;
    return value === undefined
      ? toWordings(each.startingWith(''))
      : [
          {
            role: lastSegment(each.text('role') ?? key),
            contentType: each.text('contenttype', 'mimetype') ?? '',
            value,
          },
        ];
  });
  return [...listed, ...toWordings(fields.startingWith(prefix))];
}

function toWordings(texts: readonly [string, string][]): Wording[] {
  return texts.map(([role, value]) => ({ role, contentType: '', value }));
}
