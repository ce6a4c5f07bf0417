import type { AnyPgTable, PgColumn } from 'drizzle-orm/pg-core';
import { authors } from '../author/table.js';
import { breakingItems } from '../breaking/table.js';
import { collections } from '../collection/table.js';
import type { LogEvent, Subject } from '../event-log/read.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { typeNameOf } from '../item/kind-names.js';
import { liveBlogPosts } from '../live-blog/table.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { staticPages } from '../site/table.js';
import { tags } from '../tag/table.js';

/** A subject of events that clients see. */
export type PublicSubject = Exclude<Subject, 'TOKEN' | 'PREVIEW_LINK'>;

interface NamedSubject {
  /** The name of the GraphQL type. Global ids contain it. */
  readonly typeName: string;
  readonly table: AnyPgTable & { readonly id: PgColumn };
}

/** The subjects with one GraphQL type and one table. */
export const NAMED_SUBJECTS: Readonly<Record<Exclude<PublicSubject, 'CONTENT' | 'SITE'>, NamedSubject>> = {
  SECTION: { typeName: 'Section', table: sections },
  REGION: { typeName: 'Region', table: regions },
  AUTHOR: { typeName: 'Author', table: authors },
  TAG: { typeName: 'Tag', table: tags },
  SERIES: { typeName: 'Series', table: series },
  POST: { typeName: 'LiveBlogPost', table: liveBlogPosts },
  COLLECTION: { typeName: 'Collection', table: collections },
  PAGE: { typeName: 'StaticPage', table: staticPages },
  BREAKING: { typeName: 'BreakingItem', table: breakingItems },
};

export const ChangedKindEnum = builder.enumType('ChangedKind', {
  description: 'A kind of thing whose changes are in the event log.',
  values: {
    ITEM: { value: 'CONTENT', description: 'An item of any kind of content. The event has its `item` too.' },
    BREAKING_ITEM: {
      value: 'BREAKING',
      description: 'A breaking item. It also changes when the article that it links to is renamed, moved or hidden.',
    },
    LIVE_BLOG_POST: { value: 'POST', description: 'A post of a live blog. The live blog changes with it.' },
    TAG: { description: 'A tag.' },
    AUTHOR: { description: 'An author.' },
    SECTION: { description: 'A section.' },
    REGION: { description: 'A region.' },
    SERIES: { description: 'A series.' },
    COLLECTION: { description: 'A coverage package: its texts, its rule, or its chosen items.' },
    STATIC_PAGE: { value: 'PAGE', description: 'A static page.' },
    SITE: { description: 'The site in one language: its settings, its texts and its menus.' },
  } satisfies Record<string, { readonly value?: PublicSubject; readonly description: string }>,
});

/** All subjects, in the order in which a client that loads everything gets them: names before the items that have them. */
export const PUBLIC_SUBJECTS: readonly PublicSubject[] = [
  ...(['SITE', 'SECTION', 'REGION', 'AUTHOR', 'TAG', 'SERIES', 'CONTENT', 'POST'] as const),
  ...(['COLLECTION', 'PAGE', 'BREAKING'] as const),
];

/** Returns the global id of the subject of an event. */
export function nodeIdOf({ facts, subject, subjectId, type }: LogEvent): string | null {
  if (subject === 'CONTENT') return type && encodeGlobalId(typeNameOf(type), subjectId);
  if (subject === 'SITE') return encodeGlobalId('Site', facts.language ?? '');
  return subject === 'TOKEN' || subject === 'PREVIEW_LINK'
    ? null
    : encodeGlobalId(NAMED_SUBJECTS[subject].typeName, subjectId);
}

export const ITEMS_ONLY: readonly PublicSubject[] = ['CONTENT'];

/** The argument of `changes` and `contentChanges` that chooses the kinds of things. */
export const kindsArgs = (more: string) =>
  builder.args((t) => ({
    kinds: t.field({
      type: [ChangedKindEnum],
      defaultValue: [...ITEMS_ONLY],
      most: PUBLIC_SUBJECTS.length,
      description: `The kinds of things whose changes are wanted; only items when absent. ${more}`,
    }),
  }));
