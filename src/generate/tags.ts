import { tags } from '../tag/table.js';
import { makeUnique, slugify } from '../writing/slug.js';
import type { Random } from './random.js';
import type { Rows } from './rows.js';
import type { Writing } from './text.js';

export interface Tag {
  readonly id: number;
  readonly slug: string;
}

/** The tags that most items have are subjects; the many that few have are mostly names. */
const SUBJECTS = 60;
const NAMED_KINDS = ['PERSON', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT'] as const;

/** An edition's tags, those that are to be used most first. */
export function makeTags(rows: Rows, writing: Writing, count: number): Tag[] {
  const { language } = writing.kit;
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, place) => {
    const id = rows.number(tags);
    const { kind, name } = place < SUBJECTS ? makeSubject(writing) : makeNamed(writing);
    const slug = makeUnique(slugify(name), (candidate) => taken.has(candidate));
    taken.add(slug);
    rows.add(tags, { id, language, slug, name, kind, aliases: makeAliases(writing.random, name), description: null });
    return { id, slug };
  });
}

function makeSubject({ kit, random, words }: Writing) {
  const parts = random.chance(0.5) ? [words.telling()] : [words.telling(), words.telling()];
  const name = parts.join(kit.space);
  return { kind: 'SUBJECT' as const, name: name.charAt(0).toUpperCase() + name.slice(1) };
}

function makeNamed({ kit, random, words }: Writing) {
  const kind = random.pick(NAMED_KINDS);
  if (kind === 'PERSON') return { kind, name: words.person() };
  return { kind, name: kind === 'PLACE' ? words.name() : `${words.name()}${kit.space}${words.telling()}` };
}

/** One tag in five is known by another name too: its last word, or its letters without those between. */
function makeAliases(random: Random, name: string): string[] {
  if (!random.chance(0.2)) return [];
  const parts = name.split(' ');
  const last = parts.at(-1) ?? name;
  return [parts.length > 1 ? last : `${name} ${name}`];
}
