import { sql } from 'drizzle-orm';
import type { LogEvent } from '../event-log/read.js';
import type { EventFacts } from '../event-log/table.js';
import { isWithin } from '../list/match.js';
import type { ContentScope } from '../list/scope.js';
import type { Context } from '../schema/context.js';

type Wants = (facts: EventFacts, event: LogEvent) => boolean;

/**
 * Makes a function that returns true if the item of an event matches a scope, which is a set of conditions. The function
 * reads the facts about the item from the event, because the item may no longer exist. Items that editors chose for a
 * collection are looked up once, when the subscription begins.
 */
export async function wantsContent(scope: ContentScope, context: Context): Promise<Wants> {
  const { collections, ...conditions } = scope;
  const chosen = await findChosen(collections?.map(({ id }) => id) ?? [], context);
  const rules = (collections ?? []).flatMap(({ rule }) => rule ?? []);
  return (facts, event) =>
    isOfScope(conditions, facts, event) &&
    (!collections || chosen.has(event.subjectId) || rules.some((rule) => isOfScope(rule, facts, event)));
}

function isOfScope(scope: ContentScope, facts: EventFacts, { type }: LogEvent): boolean {
  const { authorIds = [], genre = null, hasAudio = false, hasVideo = false, language = '', regionIds = [] } = facts;
  const { publishedAt, sectionId = null, seriesId = null, tagIds = [] } = facts;
  const item = {
    language,
    type: type ?? 'ARTICLE',
    genre,
    sectionId,
    seriesId,
    regionIds,
    hasAudio,
    hasVideo,
    publishedAt: publishedAt == null ? null : new Date(publishedAt),
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
