import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { contentToRelate } from '../related/table.js';
import type { LanguageWord, Lexemes } from './lexemes.js';
import { type ItemTexts, readTexts } from './texts.js';
import { type FoundWord, findWordsAndParts, spellInAscii } from './words.js';

/** The most indexed words of a body. All words after position 16,383 of a tsvector would get this position. */
const MOST_WORDS = 12_000;
/** The most characters of a field that are indexed, because the size of a tsvector is limited to one megabyte. */
const MOST_LETTERS = 200_000;
/** The most characters that are stored for snippets. */
const LONGEST_TEXT = 20_000;
/** The number of unused positions between two fields, so that no phrase matches across the end of a field. */
const GAP = 10;

/** The words of an item by the weight of their field: headline A, standfirst B, body C, tags and names D. */
interface ItemWords {
  readonly texts: ItemTexts;
  readonly fields: readonly { readonly weight: 'A' | 'B' | 'C' | 'D'; readonly words: readonly FoundWord[] }[];
}

/** Splits the texts of an item into words. The body comes last, because a long body may use up all positions. */
function cutItem(texts: ItemTexts): ItemWords {
  const most = { A: 1000, B: 2000, D: 1000, C: MOST_WORDS };
  const fields = (['A', 'B', 'D', 'C'] as const).map((weight) => {
    const text = texts.texts[weight].slice(0, MOST_LETTERS);
    return { weight, words: findWordsAndParts(text, texts.language, most[weight]) };
  });
  return { texts, fields };
}

/** Writes the words of an item as a tsvector: lexemes with positions and weights. A stop word has a position too. */
function writeDocument({ fields, texts }: ItemWords, lexemes: Lexemes): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { weight, words } of fields) {
    let before = -1;
    for (const { start, word } of words) {
      if (start !== before) place += 1;
      before = start;
      const lexeme = lexemes.get(texts.language, word);
      if (lexeme === null) continue;
      const known = places.get(lexeme);
      if (known) known.push(`${place}${weight}`);
      else places.set(lexeme, [`${place}${weight}`]);
    }
    place += GAP;
  }
  return Array.from(places, ([lexeme, own]) => `${quoteLexeme(lexeme)}:${own.join(',')}`).join(' ');
}

/** Quotes a lexeme for a tsvector or a tsquery. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}

/** Returns the text from which snippets are cut: the standfirst and the body. */
function plainText({ texts }: ItemTexts): string {
  return [texts.B, texts.C].filter(Boolean).join('\n').slice(0, LONGEST_TEXT).toWellFormed();
}

/** The state of a run of the indexer. A run indexes all changed items, in several transactions. */
export interface Run {
  readonly now: Date;
  readonly lexemes: Lexemes;
  /** By language, the words that the index has as public words. These words need not be written again. */
  readonly publicWords: Map<string, Set<string>>;
}

/** Writes the index rows of items. Returns the new words of public items. */
export async function indexItems(db: Database, run: Run, ids: readonly number[]): Promise<NewWord[]> {
  const items = (await readTexts(db, run.now, ids)).map(cutItem);
  await run.lexemes.learn(db, listWords(items));
  await putDocuments(db, items, run.lexemes);
  const words = listNewWords(items, run);
  if (words.length > 0) await putWords(db, words);
  await db
    .insert(contentToRelate)
    .values(ids.map((contentId) => ({ contentId })))
    .onConflictDoNothing();
  // Items that were set aside are tried again, because they have changed.
  await db
    .update(contentToRelate)
    .set({ notBefore: null, fault: null })
    .where(sql`${contentToRelate.contentId} = any(${sql.param(ids)}::bigint[]) and not_before is not null`);
  return words.filter(({ knownFrom }) => knownFrom === null);
}

function* listWords(items: readonly ItemWords[]): Generator<LanguageWord> {
  for (const { fields, texts } of items)
    for (const { words } of fields) for (const { word } of words) yield { language: texts.language, word };
}

async function putDocuments(db: Database, items: readonly ItemWords[], lexemes: Lexemes): Promise<void> {
  const column = (take: (item: ItemWords) => string | number) => sql.param(items.map(take));
  await db.execute(sql`
    insert into search_documents (content_id, language, document, text)
    select id, language, document::tsvector, text
    from unnest(${column(({ texts }) => texts.id)}::bigint[], ${column(({ texts }) => texts.language)}::text[],
      ${column((item) => writeDocument(item, lexemes))}::text[], ${column(({ texts }) => plainText(texts))}::text[])
      as written(id, language, document, text)
    on conflict (content_id) do update
      set language = excluded.language, document = excluded.document, text = excluded.text`);
}

/** A word that `search_words` may not have yet, or may have with a later `known_from`. */
interface NewWord {
  readonly key: string;
  readonly language: string;
  readonly word: string;
  readonly lexeme: string;
  /** The time from which readers may know the word. Null means now. */
  readonly knownFrom: Date | null;
}

/** Lists the words of public and scheduled items that this run has not written yet. The order prevents deadlocks. */
function listNewWords(items: readonly ItemWords[], run: Run): NewWord[] {
  const found = new Map<string, NewWord>();
  for (const { fields, texts } of items) {
    const { language } = texts;
    if (texts.knownFrom === null) continue;
    const knownFrom = texts.knownFrom <= run.now ? null : texts.knownFrom;
    const publicWords = publicWordsOf(run, language);
    for (const { word } of fields.flatMap(({ words }) => words)) {
      const lexeme = publicWords.has(word) ? null : run.lexemes.get(language, word);
      if (lexeme === null) continue;
      const key = `${language} ${word}`;
      if (isEarlier(knownFrom, found.get(key))) found.set(key, { key, language, word, lexeme, knownFrom });
    }
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function publicWordsOf({ publicWords }: Run, language: string): Set<string> {
  const words = publicWords.get(language) ?? new Set();
  publicWords.set(language, words);
  return words;
}

function isEarlier(knownFrom: Date | null, other: NewWord | undefined): boolean {
  if (!other) return true;
  return other.knownFrom !== null && (knownFrom === null || knownFrom < other.knownFrom);
}

/** Writes new words. `on conflict` alone would lock the rows of the words that the table has already. */
async function putWords(db: Database, words: readonly NewWord[]): Promise<void> {
  const column = (take: (word: NewWord) => string | null) => sql.param(words.map(take));
  await db.execute(sql`
    insert into search_words as known (language, word, lexeme, spelling, known_from)
    select * from unnest(${column(({ language }) => language)}::text[], ${column(({ word }) => word)}::text[],
      ${column(({ lexeme }) => lexeme)}::text[], ${column(({ word }) => spellInAscii(word))}::text[],
      ${column(({ knownFrom }) => knownFrom?.toISOString() ?? null)}::timestamptz[])
      as found(language, word, lexeme, spelling, known_from)
    where not exists (select from search_words as there where there.language = found.language and there.word = found.word
      and (there.known_from is null or there.known_from <= found.known_from))
    on conflict (language, word) do update set known_from = excluded.known_from
      where known.known_from is not null and (excluded.known_from is null or excluded.known_from < known.known_from)`);
}
