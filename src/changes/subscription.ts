import { sql } from 'drizzle-orm';
import { AFTER } from '../event-log/event-fields.js';
import type { LogEvent } from '../event-log/read.js';
import { LiveSource, type Selector } from '../event-log/source.js';
import type { EventFacts } from '../event-log/table.js';
import { builder } from '../graphql/builder.js';
import { ContentFilterInput, readRootFilter } from '../list/filter-input.js';
import { isWithin } from '../list/match.js';
import type { ContentScope } from '../list/scope.js';
import type { Context } from '../schema/context.js';
import { filteredLanguageArgs } from '../site/language.js';
import { readLogCursor } from '../writing/cursor.js';
import { ITEMS_ONLY, kindsArgs } from './kinds.js';
import { ContentChangeType, toContentChange } from './type.js';

builder.subscriptionField('contentChanges', (t) =>
  t.field({
    type: ContentChangeType,
    description:
      'Live changes of published content: items that are published, updated, corrected, withdrawn or expired. A subscriber that received an item also receives its later changes. `kinds` adds changes of other things.',
    args: {
      after: t.arg.string({ description: AFTER }),
      filter: t.arg({ type: ContentFilterInput, description: 'Only changes of items that meet these conditions.' }),
      ...kindsArgs('Filters other than the language are for items only.'),
      ...filteredLanguageArgs,
    },
    subscribe: async (_root, { after, filter, kinds, language }, context) => {
      if (after != null) readLogCursor('after', after);
      const scope = await readRootFilter(filter, language, context);
      const wantsItem = await wantsContent(scope, context);
      const isInLanguage = (facts: EventFacts) =>
        scope.language === null || facts.language === undefined || facts.language === scope.language;
      return new LiveSource({
        subjects: kinds ?? ITEMS_ONLY,
        wants: (facts, event) => (event.subject === 'CONTENT' ? wantsItem(facts, event) : isInLanguage(facts)),
      });
    },
    resolve: toContentChange,
  }),
);

/**
 * Makes a function that returns true if the item of an event matches a scope. The function uses the facts in the event,
 * because the item may no longer exist. Items that editors chose for a collection are looked up once, at the beginning.
 */
async function wantsContent(scope: ContentScope, context: Context): Promise<Selector['wants']> {
  const { collections, ...conditions } = scope;
  const chosen = await findChosen(collections?.map(({ id }) => id) ?? [], context);
  const rules = (collections ?? []).flatMap(({ rule }) => rule ?? []);
  return (facts, event) =>
    isOfScope(conditions, facts, event) &&
    (!collections || chosen.has(event.subjectId) || rules.some((rule) => isOfScope(rule, facts, event)));
}

function isOfScope(scope: ContentScope, facts: EventFacts, { type }: LogEvent): boolean {
  const { authorIds = [], tagIds = [] } = facts;
  const item = {
    type: type ?? 'ARTICLE',
    language: facts.language ?? '',
    genre: facts.genre ?? null,
    sectionId: facts.sectionId ?? null,
    seriesId: facts.seriesId ?? null,
    regionIds: facts.regionIds ?? [],
    hasAudio: facts.hasAudio ?? false,
    hasVideo: facts.hasVideo ?? false,
    publishedAt: facts.publishedAt == null ? null : new Date(facts.publishedAt),
  };
  return isWithin(scope, { item, tagIds, authorIds });
}

async function findChosen(collections: readonly number[], { batch, db }: Context): Promise<Set<number>> {
  if (collections.length === 0) return new Set();
  const { rows } = await batch.track(
    db.execute<{ id: string }>(
      sql`select content_id as id from collection_items where collection_id = any(${sql.param(collections)}::int[])`,
    ),
  );
  return new Set(rows.map(({ id }) => Number(id)));
}
