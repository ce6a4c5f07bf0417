import type { Block } from '../body/blocks.js';
import { bodyText, countWords } from '../body/text.js';
import type { LanguageKit } from './kits/kit.js';
import type { Random } from './random.js';
import type { Words } from './words.js';

/** What the texts of one story share. */
export interface Subject {
  /** Names that no other story has. */
  readonly names: readonly string[];
  readonly topics: readonly string[];
}

/** Writes in one language. */
export interface Writing {
  readonly random: Random;
  readonly kit: LanguageKit;
  readonly words: Words;
}

/** Six to twelve words with a name of the story. */
export function writeHeadline(writing: Writing, subject: Subject): string {
  const { kit, random, words } = writing;
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
    sentence += chooseWord(random, words, subject);
  }
  return capitalise(sentence) + kit.stop;
}

/** A standfirst, a trail, a description: fifteen to twenty-five words. */
export function writeSummary(writing: Writing, subject: Subject): string {
  return writeSentence(writing, subject, writing.random.between(15, 25));
}

/** About thirteen words a sentence. */
export function writeParagraph(writing: Writing, subject: Subject, sentences: number): Block {
  const html = Array.from({ length: sentences }, () =>
    writeSentence(writing, subject, writing.random.between(8, 18)),
  ).join(writing.kit.space);
  return { type: 'paragraph', html };
}

/** A few of a story's words, as a heading or a caption. */
export function writePhrase({ kit, random, words }: Writing, subject: Subject): string {
  const phrase = [words.telling(), random.pick(subject.topics), random.pick(subject.names)];
  return capitalise(phrase.join(kit.space));
}

/** As the writer counts: a made text has spaces around each of its words where the language has spaces. */
export function countMadeWords({ kit }: Writing, body: readonly Block[]): number {
  const text = bodyText(body);
  if (kit.space === '') return countWords(text, kit.language);
  return text === '' ? 0 : text.split(/\s/).length;
}

function chooseWord(random: Random, words: Words, subject: Subject): string {
  const chance = random.fraction();
  if (chance < 0.03) return random.pick(subject.names);
  return chance < 0.1 ? random.pick(subject.topics) : words.any();
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
