import { bigint, customType, index, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { moment, setAsideColumns } from '../db/columns.js';
import { contentId } from '../item/table.js';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** The list of items to index. Triggers add an item when its words change. The indexer removes the item. */
export const contentToIndex = pgTable('content_to_index', {
  contentId: contentId().primaryKey(),
  ...setAsideColumns(),
});

/** The search index. It has one row for each item. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    contentId: contentId().primaryKey(),
    language: text('language').notNull(),
    /** The lexemes with their weights: headline A, standfirst B, body C, tags and names D. See `writeDocument`. */
    document: tsvector('document').notNull(),
    /** The standfirst and the body as plain text. Snippets are cut from this text. */
    text: text('text').notNull(),
  },
  (table) => [index('search_documents_by_word').using('gin', table.document)],
);

/** The words of all items, in lower case and without accents. They serve to correct queries and to mark snippets. */
export const searchWords = pgTable(
  'search_words',
  {
    language: text('language').notNull(),
    word: text('word').notNull(),
    /** The form that the dictionary of the language returns for the word, such as `elect` for `elections`. */
    lexeme: text('lexeme').notNull(),
    /** The word in ASCII letters, for the trigram index. In some locales, pg_trgm recognises only ASCII letters. */
    spelling: text('spelling').notNull(),
    /** The time from which readers may know the word. Null: an item with the word was public when it was indexed. */
    knownFrom: moment('known_from'),
  },
  (table) => [
    primaryKey({ columns: [table.language, table.word] }),
    index('search_words_by_lexeme').on(table.language, table.lexeme),
    index('search_words_by_spelling').using('gin', table.spelling.op('gin_trgm_ops')),
  ],
);

/** About how many items have a lexeme: rare words weigh more. The empty lexeme has the number of all items. */
export const searchLexemes = pgTable(
  'search_lexemes',
  {
    language: text('language').notNull(),
    lexeme: text('lexeme').notNull(),
    items: integer('items').notNull(),
    /** The number of items in which the word is a name (`findNames`), minus the number in which it is not. */
    asName: integer('as_name').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.language, table.lexeme] })],
);

/** The most significant words of each item. There is no foreign key, because it would double the cost of writing. */
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
