import { bigint, customType, index, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

const contentId = () =>
  bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' });

/**
 * Items to index again. Triggers add an item in the transaction that changes its words, so no writer has to remember it. The
 * indexer removes it.
 */
export const contentToIndex = pgTable('content_to_index', { contentId: contentId().primaryKey() });

/** The search index: a row for each item. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    contentId: contentId().primaryKey(),
    language: text('language').notNull(),
    /** Lexemes with their weights: headline A, standfirst B, body C, tags D. See `findWords` and `selectLexeme`. */
    document: tsvector('document').notNull(),
    /** The standfirst and the body as plain text. Snippets are cut from it. */
    text: text('text').notNull(),
  },
  (table) => [index('search_documents_by_word').using('gin', table.document)],
);

/** All words of indexed items, in lower case and without accents. Search corrects mistyped words by them, and snippets mark them. */
export const searchWords = pgTable(
  'search_words',
  {
    language: text('language').notNull(),
    word: text('word').notNull(),
    /** What the language's dictionary makes of the word: `elect` of `elections`. */
    lexeme: text('lexeme').notNull(),
    /** The word in ASCII letters, whatever its script. Trigrams are made of it: in some locales pg_trgm knows no other letters. */
    spelling: text('spelling').notNull(),
    /** From when readers may know the word. Null if a public item had it when that was indexed. */
    knownFrom: moment('known_from'),
  },
  (table) => [
    primaryKey({ columns: [table.language, table.word] }),
    index('search_words_by_lexeme').on(table.language, table.lexeme),
    index('search_words_by_spelling').using('gin', table.spelling.op('gin_trgm_ops')),
  ],
);

/** About how many items have a lexeme; the empty lexeme counts all items. The numbers only weigh words by their rarity. */
export const searchLexemes = pgTable(
  'search_lexemes',
  {
    language: text('language').notNull(),
    lexeme: text('lexeme').notNull(),
    items: integer('items').notNull(),
    /** How many items write it with a capital within a sentence, less those that do not. Above zero, it is mostly a name. */
    asName: integer('as_name').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.language, table.lexeme] })],
);

/**
 * The key words of an item with their weights. Items about the same subject share them. A foreign key would double the cost
 * of writing them, so there is none.
 */
export const contentTerms = pgTable(
  'content_terms',
  {
    contentId: bigint('content_id', { mode: 'number' }).notNull(),
    language: text('language').notNull(),
    lexeme: text('lexeme').notNull(),
    weight: real('weight').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.language, table.lexeme, table.contentId] }),
    index('content_terms_by_content').on(table.contentId),
  ],
);
