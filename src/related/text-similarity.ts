import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { fading } from '../db/fading.js';
import { findNames } from './names.js';

/** Names are searched only in this many characters at the beginning of a text. */
const TEXT_FOR_NAMES = 4000;
/** If a body has a word only once, the word counts only if it is among this many words at the beginning. */
const BEGINNING_WORDS = 100;
/** The most significant words that are stored for an item. */
const TERMS_OF_ITEM = 24;
/** The most words of an item that are used to find similar items. */
const TERMS_LOOKED_UP = 10;
/** The least weight of a stored word. The weights of an item form a vector of length 1. */
const LEAST_WEIGHT = 0.1;
/** The most items with the same word that are compared: this many with lower ids, and this many with higher ids. */
const ITEMS_OF_TERM = 40;
/** The most candidates of an item whose dates and sections are compared too. */
const CANDIDATES = 30;
/** The most similar items that are stored for an item. */
const KEPT = 15;
/** An item with this many tags does not search for similar items. Items with fewer tags can still find the item. */
const ENOUGH_TAGS = 3;
/** The least likeness of a pair of items, before date and section are compared. A smaller likeness may be chance. */
const LEAST_LIKENESS = 0.07;
/** Only pairs with at least this score are stored. A smaller score may be chance. */
const LEAST_SCORE = 0.04;

/**
 * Finds the items whose texts are similar to newly indexed items. Stores the most significant words of each item in
 * `content_terms`, and pairs of items that share rare words in `similar_content`. A pair is one row, so that the rows
 * of the older item need not be written again. Queries search both columns.
 */
export async function relateByText(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await countLexemes(db, ids);
  await keepTerms(db, ids);
  await keepSimilar(db, ids);
}

/** Counts words, to know how rare each word is. A changed item is not counted again: the numbers need not be exact. */
async function countLexemes(db: Database, ids: readonly number[]): Promise<void> {
  const { rows } = await db.execute<{ content_id: string; language: string; text: string }>(sql`
    select content_id, language, left(text, ${TEXT_FOR_NAMES}) as text from search_documents
    where content_id = any(${sql.param(ids)}::bigint[])
      and not exists (select from content_terms where content_terms.content_id = search_documents.content_id)`);
  if (rows.length === 0) return;
  const names = countNames(rows);
  // The order of the rows is fixed, so that two indexers cannot deadlock. The empty lexeme has the number of all items.
  await db.execute(sql`
    insert into search_lexemes as known (language, lexeme, items, as_name)
    select language, lexeme, sum(items), sum(as_name) from (
      select language, lexeme, 1 as items, 0 as as_name from search_documents
        cross join lateral unnest(document) as word(lexeme, positions, weights)
        where content_id = any(${sql.param(rows.map((row) => row.content_id))}::bigint[]) and ${isSignificant}
      union all
      select language, '', 1, 0 from search_documents
        where content_id = any(${sql.param(rows.map((row) => row.content_id))}::bigint[])
      union all
      select language, indexed.lexeme, 0, counted.as_name
        from unnest(${sql.param(names.languages)}::text[], ${sql.param(names.words)}::text[], ${sql.param(names.counts)}::int[])
          as counted(language, word, as_name)
        cross join lateral (select lexeme from search_words
          where search_words.language = counted.language and search_words.word = counted.word limit 1) as indexed
    ) as counted
    group by language, lexeme having sum(items) > 0
    order by language, lexeme
    on conflict (language, lexeme) do update
      set items = known.items + excluded.items, as_name = known.as_name + excluded.as_name`);
}

/** The condition that a word is in the headline (A) or standfirst (B), early in the body (C), or in the body twice. */
const isSignificant = sql`('A' = any(word.weights) or 'B' = any(word.weights) or 'C' = any(word.weights)
  and (word.positions[1] <= ${sql.raw(String(BEGINNING_WORDS))} or cardinality(word.positions) > 1))`;

/** For each word, counts the texts in which the word is a name, minus the texts in which it is another word. */
function countNames(rows: readonly { readonly language: string; readonly text: string }[]) {
  const counts = new Map<string, { language: string; word: string; count: number }>();
  for (const { language, text } of rows) {
    for (const [word, sign] of findNames(text)) {
      const key = `${language} ${word}`;
      const counted = counts.get(key);
      if (counted) counted.count += sign;
      else counts.set(key, { language, word, count: sign });
    }
  }
  const all = [...counts.values()];
  return {
    languages: all.map(({ language }) => language),
    words: all.map(({ word }) => word),
    counts: all.map(({ count }) => count),
  };
}

/**
 * Stores the most significant words of each item with their weights. The weight of a word depends on its place in the
 * item, its kind and its rarity. Names weigh more than other words, and numbers weigh less. Two adjacent names weigh
 * less each, because half of a full name says little. The weights of an item form a vector of length 1. So the likeness
 * of two items is the sum of the products of their weights.
 */
async function keepTerms(db: Database, ids: readonly number[]): Promise<void> {
  await db.execute(sql`delete from content_terms where content_id = any(${sql.param(ids)}::bigint[])`);
  await db.execute(sql`
    insert into content_terms (content_id, language, lexeme, weight)
    select content_id, language, lexeme, part from (
      select *, weight / sqrt(sum(weight * weight) over (partition by content_id)) as part from (
        select *, row_number() over (partition by content_id order by weight desc, lexeme) as place from (
          select content_id, language, lexeme, of_place * of_kind * rarity
            * case when is_name and (lag(is_name) over line and lag(at) over line = at - 1
                or lead(is_name) over line and lead(at) over line = at + 1) then 0.8 else 1 end as weight
          from (${weighedWords(ids)}) as word
          window line as (partition by content_id order by at, lexeme)
        ) as weighed
      ) as placed
      where place <= ${TERMS_OF_ITEM}
    ) as kept
    where part >= ${LEAST_WEIGHT}`);
}

/** Selects the significant words with the factors of their weights. `limit 1` makes PostgreSQL look up each word. */
const weighedWords = (ids: readonly number[]) => sql`
  select content_id, known.language, known.lexeme, word.positions[1] as at, known.as_name > 0 as is_name,
    case when 'A' <> all(word.weights) then case when 'B' = any(word.weights) then 0.7 else 0 end
        when 'B' = any(word.weights) then 1.4 else 1 end
      + 0.2 * ln(1 + cardinality(array_positions(word.weights, 'C'))::float8) as of_place,
    case when known.lexeme ~ '^[0-9]+$' then 0.25 when known.as_name > 0 then 1.35 when known.as_name < 0 then 0.8 else 1 end
      as of_kind,
    power(ln(1 + everything.items / (known.items + least(8, everything.items / 500::float8))), 1.3) as rarity
  from search_documents
  cross join lateral unnest(document) as word(lexeme, positions, weights)
  cross join lateral (select * from search_lexemes
    where search_lexemes.language = search_documents.language and search_lexemes.lexeme = word.lexeme limit 1) as known
  join search_lexemes as everything on everything.language = search_documents.language and everything.lexeme = ''
  where content_id = any(${sql.param(ids)}::bigint[]) and ${isSignificant}`;

/** Finds the similar items of the given items again, and replaces the stored pairs. */
async function keepSimilar(db: Database, ids: readonly number[]): Promise<void> {
  // An item with enough tags loses its pairs below, and finds no new pairs. So the other items must search again.
  await db.execute(sql`
    insert into content_to_relate (content_id)
    select distinct content_id from similar_content
    where similar_id = any(${sql.param(ids)}::bigint[]) and content_id <> all(${sql.param(ids)}::bigint[])
      and (select count(*) from content_tags where content_tags.content_id = similar_id) >= ${ENOUGH_TAGS}
    on conflict do nothing`);
  await db.execute(sql`
    delete from similar_content
    where content_id = any(${sql.param(ids)}::bigint[]) or similar_id = any(${sql.param(ids)}::bigint[])`);
  await insertSimilar(db, ids);
}

/**
 * Stores the most similar items of each item with few tags. The score of a pair is the likeness of its items. The score
 * is reduced if the likeness comes from one word only, if the dates are far apart, and if the sections differ.
 */
async function insertSimilar(db: Database, ids: readonly number[]): Promise<void> {
  await db.execute(sql`
    with own as (
      select * from (
        select *, row_number() over (partition by content_id order by weight desc, lexeme) as place
        from content_terms where content_id = any(${sql.param(ids)}::bigint[])
          and (select count(*) from content_tags where content_tags.content_id = content_terms.content_id) < ${ENOUGH_TAGS}
      ) as placed
      where place <= ${TERMS_LOOKED_UP}
    ), alike as (
      select own.content_id, other.content_id as similar_id, sum(own.weight * other.weight) as likeness,
        sum(own.weight * other.weight) * sum(own.weight * other.weight)
          / sum(own.weight * other.weight * own.weight * other.weight) as words
      from own
      cross join lateral (
        (select content_id, weight from content_terms
          where language = own.language and lexeme = own.lexeme and content_id < own.content_id
          order by content_id desc limit ${ITEMS_OF_TERM})
        union all
        (select content_id, weight from content_terms
          where language = own.language and lexeme = own.lexeme and content_id > own.content_id
          order by content_id limit ${ITEMS_OF_TERM})
      ) as other
      group by own.content_id, other.content_id
    ), candidates as (
      select *, row_number() over (partition by content_id order by likeness desc, similar_id) as place from alike
      where likeness >= ${LEAST_LIKENESS}
    ), scored as (
      select content_id, similar_id, likeness * (1 - 0.5 / words)
        * (0.55 + 0.2 * ${fading(sql`days_apart`, sql`20`)} + 0.25 * ${fading(sql`days_apart`, sql`400`)})
        * case when same_section then 1 else 0.83 end as score
      from candidates
      join content_items as item on item.id = content_id
      cross join lateral (
        select section_id = item.section_id as same_section, abs(date_part('epoch',
          coalesce(published_at, updated_at) - coalesce(item.published_at, item.updated_at))) / 86400 as days_apart
        from content_items where id = similar_id limit 1
      ) as similar_item
      where candidates.place <= ${CANDIDATES}
    )
    insert into similar_content (content_id, similar_id, score)
    select content_id, similar_id, score from (
      select *, row_number() over (partition by content_id order by score desc, similar_id) as place from scored
      where score >= ${LEAST_SCORE}
    ) as best
    where place <= ${KEPT}`);
}
