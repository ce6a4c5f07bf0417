import type { Block } from '../body/blocks.js';
import { countWords } from '../body/read-time.js';
import { bodyText } from '../body/text.js';
import { makeUnique, slugify } from '../writing/slug.js';
import type { LanguageKit } from './kit.js';
import type { Random } from './random.js';
import type { Words } from './words.js';

/** The names and topics that the texts of one story share. */
export interface Subject {
  /** Names that no other story has. */
  readonly names: readonly string[];
  readonly topics: readonly string[];
}

/** The tools with which texts in one language are written. */
export interface Writing {
  readonly random: Random;
  readonly kit: LanguageKit;
  readonly words: Words;
}

/** Writes six to twelve words, including a name of the story. */
export function writeHeadline({ kit, random, words }: Writing, subject: Subject): string {
  const [first = '', second = ''] = subject.names;
  const about = [first, random.pick(subject.topics), ...(random.chance(0.5) ? [second] : [])];
  const others = Array.from({ length: random.between(6, 12) - about.length }, () =>
    random.chance(0.15) ? random.pick(subject.topics) : words.any(),
  );
  for (const word of about) others.splice(random.between(0, others.length), 0, word);
  return capitalise(others.join(kit.space));
}

export function writeSentence({ kit, random, words }: Writing, subject: Subject, length: number): string {
  const comma = length > 9 ? random.between(4, length - 4) : -1;
  let sentence = '';
  for (let place = 0; place < length; place += 1) {
    if (place > 0) sentence += place === comma ? kit.comma : kit.space;
    const chance = random.fraction();
    if (chance < 0.03) sentence += random.pick(subject.names);
    else sentence += chance < 0.1 ? random.pick(subject.topics) : words.any();
  }
  return capitalise(sentence) + kit.stop;
}

/** Writes a standfirst, a trail text or a description: fifteen to twenty-five words. */
export function writeSummary(writing: Writing, subject: Subject): string {
  return writeSentence(writing, subject, writing.random.between(15, 25));
}

/** Writes a paragraph of `length` sentences. A sentence has about thirteen words. */
export function writeParagraph(writing: Writing, subject: Subject, length: number): Block {
  const sentences = Array.from({ length }, () => writeSentence(writing, subject, writing.random.between(8, 18)));
  return { type: 'paragraph', html: sentences.join(writing.kit.space) };
}

/** Writes a heading or a caption: three words of a story. */
export function writePhrase({ kit, random, words }: Writing, subject: Subject): string {
  const phrase = [words.telling(), random.pick(subject.topics), random.pick(subject.names)];
  return capitalise(phrase.join(kit.space));
}

/** Counts words with the same result as the writer of imports. In a language with spaces, splitting at spaces is faster. */
export function countMadeWords({ kit }: Writing, body: readonly Block[]): number {
  const text = bodyText(body);
  if (kit.space === '') return countWords(text, kit.language);
  return text === '' ? 0 : text.split(/\s/).length;
}

/** Makes a function that makes slugs of names, as the writer of imports does. A slug that is taken gets a number. */
export function createSlugs(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const slug = makeUnique(slugify(name), (candidate) => taken.has(candidate));
    taken.add(slug);
    return slug;
  };
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
