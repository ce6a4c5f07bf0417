import { contentDraftSchema } from '../document/draft.js';
import { UnreadableDocument } from '../document/format.js';
import { plainText } from '../text/plain.js';
import { parseTime } from '../text/time.js';

const { shape } = contentDraftSchema;
type Target = keyof typeof shape;

/** What site generators call a draft's fields, without case, `_` and `-`. Of several in one document the first counts. */
const USUAL_NAMES: { readonly [T in Target]?: readonly string[] } = {
  sourceId: ['id', 'guid', 'uuid'],
  headline: ['title'],
  standfirst: ['description', 'summary', 'excerpt', 'subtitle', 'deck', 'dek', 'lead', 'abstract'],
  label: ['kicker'],
  authors: ['author', 'creator', 'writer'],
  section: ['category'],
  regions: ['region'],
  tags: ['tag', 'keywords', 'topics'],
  language: ['lang', 'locale'],
  publishedAt: ['date', 'publishdate', 'pubdate', 'datepublished', 'created', 'createdat'],
  updatedAt: ['lastmod', 'updated', 'lastmodifiedat', 'lastmodified', 'updateddate', 'modified', 'datemodified'],
  expiresAt: ['expirydate', 'unpublishdate', 'expires'],
  durationSeconds: ['duration'],
};
/** Names of generators that are also a draft's, and mean something else there or have other values. */
const LOOSE: readonly Target[] = ['type', 'status', 'genre', 'mainImage', 'images', 'posts', 'body', 'series', 'audio'];

/** A field as the document names it. */
export interface Found {
  readonly field: string;
  readonly value: unknown;
}

export interface Fields {
  /** What fills fields of a draft, by their names. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The first of these fields that the document has, and that fills none of the draft's. */
  readonly find: (...names: string[]) => Found | undefined;
}

/**
 * Reads front matter: a field of a draft by its own name or by one that generators have for it, as the draft has it or in a
 * shorter form (`tags: a, b`). Throws an `UnreadableDocument` that names the field that fits no form.
 */
export function readFields(matter: ReadonlyMap<string, unknown>, timeZone: string): Fields {
  const values: Record<string, unknown> = {};
  const used = new Set<string>();
  const fill = (target: Target, field: string, value: unknown, isLoose: boolean) => {
    const fits = (form: unknown) => shape[target].safeParse(form).success;
    const fitting = fits(value) ? value : formsOf(value, timeZone).find(fits);
    if (fitting === undefined && isLoose) return;
    if (fitting === undefined) throw misfit(target, field, value);
    values[target] = fitting;
    used.add(field);
  };
  for (const [field, value] of matter) if (isTarget(field)) fill(field, field, value, LOOSE.includes(field));
  const simple = new Map([...matter].map(([field, value]) => [simplify(field), { field, value }]));
  for (const target of Object.keys(USUAL_NAMES).filter(isTarget)) {
    const found = USUAL_NAMES[target]?.map((name) => simple.get(name)).find((each) => each !== undefined);
    if (found && !(target in values)) fill(target, found.field, plain(found.value), false);
  }
  const find = (...names: string[]) =>
    names.map((name) => simple.get(name)).find((found) => found !== undefined && !used.has(found.field));
  return { values, find };
}

/** What is wrong with a draft, by its fields: `urgency: Too big`. */
export function describeIssues(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ message, path }) => `${path.map(String).join('.') || 'the document'}: ${message}`).join('; ');
}

function isTarget(name: string): name is Target {
  return Object.hasOwn(shape, name);
}

function simplify(field: string): string {
  return field.toLowerCase().replace(/(?<=.)[_-]/g, '');
}

/** Generators' texts may hold entities and markup; a draft's are plain. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? (plainText(value) ?? '') : value;
}

/** The longer forms that a value may stand for. */
function formsOf(value: unknown, timeZone: string): unknown[] {
  if (Array.isArray(value)) return [value.map(named), value.map(textOf), named(value[0])];
  if (typeof value === 'string') {
    const parts = value.split(',').flatMap((part) => part.trim() || []);
    const constant = value
      .trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_');
    return [parseTime(value, timeZone), constant, named(value), parts, parts.map(named)].filter(isThere);
  }
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? [String(value), ...formsOf(String(value), timeZone)] : [[value]];
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}

function textOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** People, sections and tags are named by a text alone, or by an object with more of them. */
function named(value: unknown): unknown {
  const name = textOf(value);
  return typeof name === 'string' ? { name: plainText(name) ?? '' } : value;
}

function misfit(target: Target, field: string, value: unknown): UnreadableDocument {
  if (shape[target].safeParse(new Date(0)).success) {
    const advice = 'write it as 2026-03-23, or as 2026-03-23T09:30:00Z';
    return new UnreadableDocument(
      `${field}: ${JSON.stringify(value)?.slice(0, 60)} is no date or time that exists: ${advice}.`,
    );
  }
  const issues = shape[target].safeParse(value).error?.issues ?? [];
  return new UnreadableDocument(
    describeIssues(issues.map(({ message, path }) => ({ message, path: [field, ...path] }))),
  );
}
