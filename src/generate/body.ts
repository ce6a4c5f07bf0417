import type { Block } from '../body/blocks.js';
import type { Image } from '../image/image.js';
import { type Subject, type Writing, writeParagraph, writePhrase, writeSentence } from './text.js';

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
