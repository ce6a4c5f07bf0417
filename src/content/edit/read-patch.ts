import type { ImageInput } from '../../image/image-input.js';
import { readAddress, readCount, readImage } from '../../image/image-input.js';
import { readId, readLine, readSlug, readText } from '../../writing/fields.js';
import { invalid } from '../../writing/user-faults.js';
import { type BlockInput, readBlocks } from '../block-input.js';
import type { Genre } from '../filter.js';
import type { SourceInput } from './input-fields.js';
import type { Patch } from './snapshot.js';

type Maybe<Value> = Value | null | undefined;

/** Every field that an input of any kind may have: those of one kind are some of them. */
export interface ItemInput {
  readonly headline?: Maybe<string>;
  readonly slug?: Maybe<string>;
  readonly standfirst?: Maybe<string>;
  readonly trailText?: Maybe<string>;
  readonly label?: Maybe<string>;
  readonly byline?: Maybe<string>;
  readonly authors?: Maybe<string[]>;
  readonly sources?: Maybe<(typeof SourceInput.$inferInput)[]>;
  readonly dateline?: Maybe<string>;
  readonly genre?: Maybe<Genre>;
  readonly section?: Maybe<string>;
  readonly series?: Maybe<string>;
  readonly regions?: Maybe<string[]>;
  readonly tags?: Maybe<string[]>;
  readonly mainImage?: Maybe<typeof ImageInput.$inferInput>;
  readonly audio?: Maybe<{ readonly url: string; readonly durationSeconds?: Maybe<number> }>;
  readonly body?: Maybe<(typeof BlockInput.$inferInput)[]>;
  readonly related?: Maybe<(string | number)[]>;
  readonly renditions?: Maybe<readonly RenditionFields[]>;
  readonly captions?: Maybe<readonly { readonly language: string; readonly url: string }[]>;
  readonly durationSeconds?: Maybe<number>;
  readonly embedUrl?: Maybe<string>;
  readonly images?: Maybe<(typeof ImageInput.$inferInput)[]>;
  readonly coverageStartTime?: Maybe<Date>;
  readonly coverageEndTime?: Maybe<Date>;
  readonly urgency?: Maybe<number>;
  readonly embargoedUntil?: Maybe<Date>;
  readonly expiresAt?: Maybe<Date>;
  readonly edNote?: Maybe<string>;
}

interface RenditionFields {
  readonly url: string;
  readonly mimeType?: Maybe<string>;
  readonly width?: Maybe<number>;
  readonly height?: Maybe<number>;
  readonly bitrateKbps?: Maybe<number>;
}

const text = (value: string) => readText(value) ?? undefined;
const list =
  <Item, Read>(field: string, read: (field: string, item: Item) => Read) =>
  (items: readonly Item[]): Read[] =>
    items.map((item, index) => read(`${field}.${index}`, item));
const same = <Value>(value: Value): Value => value;
const names = (field: string) => (slugs: readonly string[]) => [
  ...new Set(list(field, (place, slug: string) => readLine(place, slug))(slugs)),
];

/** What null can't clear. */
const NEEDED: ReadonlySet<string> = new Set(['headline', 'slug']);

/** Reads one field of an input into a patch. */
const field =
  <Name extends keyof ItemInput & keyof Patch>(
    name: Name,
    read: (value: NonNullable<ItemInput[Name]>) => Patch[Name],
    whenNull?: Patch[Name],
  ) =>
  (input: ItemInput, patch: Patch): void => {
    const value = input[name];
    if (value === undefined) return;
    if (value === null && NEEDED.has(name)) throw invalid(name, 'must not be null: leave it out to keep what there is');
    patch[name] = value === null ? whenNull : read(value);
  };

const READERS = [
  field('headline', (value) => readLine('headline', value)),
  field('slug', (value) => readSlug('slug', value)),
  field('standfirst', text),
  field('trailText', text),
  field('label', text),
  field('byline', text),
  field('authors', names('authors'), []),
  field('sources', list('sources', readSource), []),
  field('dateline', text),
  field('genre', same),
  field('section', text),
  field('series', text),
  field('regions', names('regions'), []),
  field('tags', names('tags'), []),
  field('mainImage', (value) => readImage('mainImage', value)),
  field('audio', ({ durationSeconds, url }) => ({
    url: readAddress('audio.url', url),
    ...(durationSeconds != null && { durationSeconds: readCount('audio.durationSeconds', durationSeconds) }),
  })),
  field('body', (value) => readBlocks('body', value), []),
  field('related', (ids) => [...new Set(list('related', readArticleId)(ids))], []),
  field('renditions', list('renditions', readRendition), []),
  field(
    'captions',
    list('captions', (field, { language, url }) => ({ language, url: readAddress(`${field}.url`, url) })),
    [],
  ),
  field('durationSeconds', (value) => readCount('durationSeconds', value)),
  field('embedUrl', (value) => readAddress('embedUrl', value)),
  field('images', list('images', readImage), []),
  field('coverageStartTime', same),
  field('coverageEndTime', same),
  field('urgency', (value) => {
    if (value < 1 || value > 9) throw invalid('urgency', `must be from 1 (the highest) to 9, not ${value}`);
    return value;
  }),
  field('embargoedUntil', same),
  field('expiresAt', same),
  field('edNote', text),
];

/** What an input changes. */
export function readPatch(input: ItemInput): Patch {
  const patch: Patch = {};
  for (const read of READERS) read(input, patch);
  return patch;
}

function readSource(field: string, { name, role, url }: typeof SourceInput.$inferInput) {
  const part = readText(role);
  return {
    name: readLine(`${field}.name`, name),
    ...(part !== null && { role: part }),
    ...(url != null && { url: readAddress(`${field}.url`, url) }),
  };
}

function readArticleId(field: string, id: string | number): number {
  return readId(field, String(id), ['Article']);
}

function readRendition(field: string, { bitrateKbps, height, mimeType, url, width }: RenditionFields) {
  const format = readText(mimeType);
  return {
    url: readAddress(`${field}.url`, url),
    ...(format !== null && { mimeType: format }),
    ...(width != null && { width: readCount(`${field}.width`, width) }),
    ...(height != null && { height: readCount(`${field}.height`, height) }),
    ...(bitrateKbps != null && { bitrateKbps: readCount(`${field}.bitrateKbps`, bitrateKbps) }),
  };
}
