import { bigint, customType, index, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

const contentId = () =>
  bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' });

/**
 * Items whose words have changed since they were indexed: triggers put them here in the transaction that changes them,
 * the indexer takes them away. No writer has to remember it.
 */
export const contentToIndex = pgTable('content_to_index', { contentId: contentId().primaryKey() });

/** An item's words as search compares them. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    contentId: contentId().primaryKey(),
    language: text('language').notNull(),
    /** Headline A, standfirst B, body C, tags D; words cut by JavaScript, reduced by the language's own configuration. */
    document: tsvector('document').notNull(),
    /** The standfirst and the body as plain text: what snippets are cut from. */
    text: text('text').notNull(),
  },
  (table) => [index('search_documents_by_word').using('gin', table.document)],
);

/** Every word that an item holds, without accents and in small letters: what a mistyped one may have meant, and what a snippet marks. */
export const searchWords = pgTable(
  'search_words',
  {
    language: text('language').notNull(),
    word: text('word').notNull(),
    /** What the language's configuration makes of it: `elections` is `elect`. */
    lexeme: text('lexeme').notNull(),
    /** The word in ASCII letters, of whatever script: what trigrams are made of, as pg_trgm knows no others in some locales. */
    spelling: text('spelling').notNull(),
    /** Null when an item that was public held it when it was indexed; otherwise the first moment at which one will be. */
    knownFrom: moment('known_from'),
  },
  (table) => [
    primaryKey({ columns: [table.language, table.word] }),
    index('search_words_by_lexeme').on(table.language, table.lexeme),
    index('search_words_by_spelling').using('gin', table.spelling.op('gin_trgm_ops')),
  ],
);

/** How many items were indexed with a lexeme, and with the empty one all: about, as it only weighs words by their rarity. */
export const searchLexemes = pgTable(
  'search_lexemes',
  {
    language: text('language').notNull(),
    lexeme: text('lexeme').notNull(),
    items: integer('items').notNull(),
    /** In how many more of them a sentence has it with a capital than without: above zero, it is mostly a name. */
    asName: integer('as_name').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.language, table.lexeme] })],
);

/**
 * The telling words of an item, with their weight in it: what items that are about the same share. Without a foreign
 * key, which would cost as much as the rest of it.
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
