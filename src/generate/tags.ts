import { tags } from '../tag/table.js';
import type { Random } from './random.js';
import type { Rows } from './rows.js';
import { capitalise, createSlugs, type Writing } from './text.js';

export interface Tag {
  readonly id: number;
  readonly slug: string;
}

/**
 * The number of tags that are subjects. They are the first tags, which most items have. The other tags are mostly names,
 * which few items have.
 */
const SUBJECTS = 60;
const NAMED_KINDS = ['PERSON', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT'] as const;

/** Makes the tags of an edition, the most used tag first. */
export function makeTags(rows: Rows, writing: Writing, count: number): Tag[] {
  const { language } = writing.kit;
  const makeSlug = createSlugs();
  return Array.from({ length: count }, (_, place) => {
    const id = rows.nextId(tags);
    const { kind, name } = place < SUBJECTS ? makeSubject(writing) : makeNamed(writing);
    const slug = makeSlug(name);
    rows.add(tags, { id, language, slug, name, kind, aliases: makeAliases(writing.random, name), description: null });
    return { id, slug };
  });
}

function makeSubject({ kit, random, words }: Writing) {
  const parts = random.chance(0.5) ? [words.telling()] : [words.telling(), words.telling()];
  return { kind: 'SUBJECT' as const, name: capitalise(parts.join(kit.space)) };
}

function makeNamed({ kit, random, words }: Writing) {
  const kind = random.pick(NAMED_KINDS);
  if (kind === 'PERSON') return { kind, name: words.person() };
  return { kind, name: kind === 'PLACE' ? words.name() : `${words.name()}${kit.space}${words.telling()}` };
}

/** Makes the aliases of a tag. One tag in five has an alias: its last word, or if it has only one word, that word twice. */
function makeAliases(random: Random, name: string): string[] {
  if (!random.chance(0.2)) return [];
  const [last = name, ...others] = name.split(' ').reverse();
  return [others.length > 0 ? last : `${name} ${name}`];
}
