import type { Block } from '../body/blocks.js';
import { countWords } from '../body/read-time.js';
import { bodyText } from '../body/text.js';
import type { Image } from '../image/image.js';
import { makeUnique, slugify } from '../writing/slug.js';
import type { LanguageKit } from './kit.js';
import { createZipfPick, type Random } from './random.js';

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
  readonly words: ReturnType<typeof createWords>;
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

/** The names of the drawings that the gateway serves under `/media/`. */
const DRAWINGS = (
  'assembly-hall central-bank desalination ferry fishing-boats football-final greenhouse harbour-bridge library lighthouse ' +
  'market night-train observatory orchestra river-delta school tide-gauge tram vaccination wind-farm'
).split(' ');

export function makeImage(writing: Writing, subject: Subject): Image {
  const altText = writePhrase(writing, subject);
  const url = `/media/${writing.random.pick(DRAWINGS)}.svg`;
  return { url, altText, credit: writing.kit.edition.name, width: 1600, height: 900 };
}

/** Writes two paragraphs. In half of the articles, a heading, quote, list, image or embed stands between them. */
export function writeArticle(writing: Writing, subject: Subject): Block[] {
  const { random } = writing;
  const paragraphs = Array.from({ length: 2 }, () => writeParagraph(writing, subject, random.between(2, 4)));
  const extra = makeExtra(writing, subject);
  if (extra) paragraphs.splice(random.between(1, paragraphs.length - 1), 0, extra);
  return paragraphs;
}

/** Writes the short text that goes with a video, a gallery or an infographic. */
export function writeNote(writing: Writing, subject: Subject): Block[] {
  return [writeParagraph(writing, subject, writing.random.between(2, 4))];
}

function makeExtra(writing: Writing, subject: Subject): Block | undefined {
  const { random, words } = writing;
  const chance = random.fraction();
  if (chance < 0.2) return { type: 'heading', level: 2, text: writePhrase(writing, subject) };
  if (chance < 0.32) return { type: 'quote', text: writeSentence(writing, subject, 12), attribution: words.person() };
  if (chance < 0.36) {
    const listItems = Array.from({ length: 3 }, () => writePhrase(writing, subject));
    return { type: 'list', ordered: false, listItems };
  }
  if (chance < 0.44) return { type: 'image', image: makeImage(writing, subject) };
  const id = random.between(100_000, 999_999);
  if (chance < 0.48) return { type: 'embed', provider: 'youtube', url: `https://videos.example.org/watch/${id}` };
  if (chance < 0.5) return { type: 'embed', provider: 'spotify', url: `https://sounds.example.org/episode/${id}` };
  return undefined;
}

/** Counts words with the same result as an import. In a language with spaces, splitting at spaces is faster. */
export function countMadeWords({ kit }: Writing, body: readonly Block[]): number {
  const text = bodyText(body);
  if (kit.space === '') return countWords(text, kit.language);
  return text === '' ? 0 : text.split(/\s/).length;
}

/** Makes a function that makes slugs of names, as an import does. A slug that is taken gets a number. */
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

/** The number of different words, without names. A newspaper uses about as many. */
const VOCABULARY = 4000;
/** The ranks of the words that show what a story is about ("telling" words). More frequent words are in every story. */
const TELLING = { from: 45, to: 2000 };

/** Chooses and makes words of one language. */
export function createWords(kit: LanguageKit, random: Random) {
  const vocabulary = makeVocabulary(kit, random);
  const telling = vocabulary.slice(TELLING.from, TELLING.to);
  const taken = new Set<string>();
  const name = (): string => makeNew(random, kit.nameStarts, kit.nameMiddles, kit.nameEnds, taken);
  return {
    /** Returns any word. More frequent words of the vocabulary are returned more often. */
    any: createZipfPick(random, vocabulary, 1, 1.5),
    /** Returns a word that shows what a text is about. */
    telling: (): string => random.pick(telling),
    /** Returns a name that nothing else has. */
    name,
    person: (): string => `${random.pick(kit.givenNames)}${kit.space}${name()}`,
  };
}

/** Lists the frequent words of the language, followed by made-up words. */
function makeVocabulary(kit: LanguageKit, random: Random): string[] {
  const known = new Set([...kit.common, ...kit.words]);
  while (known.size < VOCABULARY) makeNew(random, kit.starts, kit.middles, kit.ends, known);
  return [...known];
}

/** Makes a word that is not known yet, and adds it to the known words. After every four attempts, the word becomes longer. */
function makeNew(
  random: Random,
  starts: readonly string[],
  middles: readonly string[],
  ends: readonly string[],
  known: Set<string>,
): string {
  for (let attempt = 0; ; attempt += 1) {
    const length = random.between(0, 1) + (attempt >> 2);
    const between = Array.from({ length }, () => random.pick(middles));
    const made = [random.pick(starts), ...between, random.pick(ends)].join('');
    if (known.has(made)) continue;
    known.add(made);
    return made;
  }
}
