import { and, eq, sql } from 'drizzle-orm';
import { type ContentType, typeNameOf } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import { corrections } from '../item/table.js';
import { snapshotSchema } from '../kinds/kinds.js';
import { readRequired } from '../writing/fields.js';
import { defineMutation, type InputFieldBuilder, type Writing } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { conflict, notFound } from '../writing/user-faults.js';
import { checkExpiry, findToEdit, findToWrite, firstPublished, isPublicAt, saveChanged } from './edit.js';
import { saveItem } from './save.js';
import { revisions } from './table.js';

type ItemAnswer = Answer<ContentItem>;

const ID = { required: true, description: 'Global id of the item.' } as const;

/** Defines the mutations that publish, unpublish, withdraw, restore and correct an item, such as `publishVideo`. */
export function defineLifeMutations(type: ContentType, answer: ItemAnswer): void {
  definePublish(type, answer);
  defineUnpublish(type, answer);
  defineWithdraw(type, answer);
  defineRestore(type, answer);
  defineCorrection(type, answer);
}

function definePublish(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`publish${typeNameOf(type)}`, {
    description:
      'Publishes an item, or schedules its publication. An item with an embargo stays hidden until the embargo ends. A public item stays as it is; a scheduled item gets the new time.',
    role: 'publisher',
    action: 'PUBLISHED',
    input: 'The item to publish, and the time.',
    fields: (t) => ({
      id: t.id(ID),
      at: t.field({
        type: 'DateTime',
        description:
          'The date of publication, which readers see; now when absent. A date in the future schedules the item.',
      }),
    }),
    answer,
    chooseAction: ({ at }, now) => (at != null && at > now ? 'SCHEDULED' : 'PUBLISHED'),
    async run({ at, id }, writing) {
      const { now } = writing;
      const item = await findToWrite(writing, type, id, { least: 'publisher' });
      if (item.state === 'WITHDRAWN')
        throw conflict('id', 'it was withdrawn: unpublish it first, to make it a draft', item.id);
      if (isPublicAt(item, now)) {
        if (at == null) return item.id;
        throw conflict('at', 'it is public already: unpublish it first', item.id);
      }
      const publishedAt = at ?? now;
      const next = { ...item.snapshot, state: 'RELEASED' as const, publishedAt };
      checkExpiry(next, now);
      const firstPublishedAt = firstPublished(item, next, now);
      return saveItem(writing, item, next, { updatedAt: publishedAt, firstPublishedAt });
    },
  });
}

function defineUnpublish(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`unpublish${typeNameOf(type)}`, {
    description: 'Turns a published, scheduled or withdrawn item into a draft again, so that readers no longer see it.',
    role: 'publisher',
    action: 'UNPUBLISHED',
    input: 'The item to unpublish.',
    fields: (t) => ({ id: t.id(ID) }),
    answer,
    async run({ id }, writing) {
      const item = await findToWrite(writing, type, id, { least: 'publisher' });
      if (item.state === 'DRAFT') return item.id;
      const { publishedAt, ...rest } = item.snapshot;
      // An item that readers have seen keeps its date of publication.
      const wasPublic = item.firstPublishedAt !== null && item.firstPublishedAt <= writing.now;
      const next = { ...rest, ...(wasPublic && { publishedAt }), state: 'DRAFT' as const };
      const firstPublishedAt = wasPublic ? item.firstPublishedAt : null;
      return saveItem(writing, item, next, { firstPublishedAt, withdrawnAt: null, withdrawnReason: null });
    },
  });
}

function defineWithdraw(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`withdraw${typeNameOf(type)}`, {
    description: 'Withdraws an item, so that readers no longer see it anywhere. Clients can still read the reason.',
    role: 'publisher',
    action: 'WITHDRAWN',
    input: 'The item to withdraw, and the reason.',
    fields: (t) => ({
      id: t.id(ID),
      reason: t.string({
        required: true,
        description:
          'The reason for the withdrawal. Clients that have loaded the item can read the reason in `tombstone` and `changes`.',
        longest: 2000,
      }),
    }),
    answer,
    async run({ id, reason }, writing) {
      const item = await findToWrite(writing, type, id, { least: 'publisher' });
      const withdrawnReason = readRequired('reason', reason, 'must not be empty: readers can see the reason');
      if (item.state === 'WITHDRAWN') {
        if (item.withdrawnReason === withdrawnReason) return item.id;
        throw conflict('reason', `it was withdrawn already: ${item.withdrawnReason ?? 'no reason was given'}`, item.id);
      }
      const next = { ...item.snapshot, state: 'WITHDRAWN' as const };
      return saveItem(writing, item, next, { withdrawnAt: writing.now, withdrawnReason });
    },
  });
}

function defineRestore(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`restore${typeNameOf(type)}Revision`, {
    description:
      'Writes the text of an older revision as the newest version. The state, dates, corrections and address stay the same. Contributors may restore their own drafts. Editors may restore any draft. Publishers may also restore items that are published or scheduled.',
    role: 'contributor',
    action: 'RESTORED',
    input: 'The revision to restore.',
    fields: (t) => ({
      id: t.id(ID),
      version: t.int({
        required: true,
        description: 'The current version of the item. CONFLICT if the item has a newer version.',
      }),
      revision: t.int({ required: true, description: 'The older version whose text is to be restored.' }),
    }),
    answer,
    async run(input, writing) {
      const item = await findToEdit(writing, type, input);
      const { contentId, postId, snapshot, version } = revisions;
      const isAsked = and(eq(contentId, item.id), eq(postId, 0), eq(version, input.revision));
      const [row] = await writing.db.select({ snapshot }).from(revisions).where(isAsked);
      if (!row) throw notFound('revision', `the item has no revision ${input.revision}`);
      const { corrections, embargoedUntil, expiresAt, publishedAt, slug, state } = item.snapshot;
      const kept = { corrections, embargoedUntil, expiresAt, publishedAt, slug, state };
      return saveChanged(writing, item, { ...snapshotSchema.parse(row.snapshot), ...kept });
    },
  });
}

/** Defines `addVideoCorrection` and so on. Articles have `addCorrection`, with `articleId` instead of `id`. */
function defineCorrection(type: ContentType, answer: ItemAnswer): void {
  const shared = {
    description: 'Appends a dated correction to a public item. Readers see the correction, and it is never removed.',
    role: 'editor',
    action: 'CORRECTED',
    input: 'The item to correct, and the text of the correction.',
    answer,
  } as const;
  const id = (what: string) => ({ required: true, description: `Global id of a public ${what}.` }) as const;
  const text = (t: InputFieldBuilder) =>
    t.string({
      required: true,
      description: 'The correction, which says what was wrong and what is right: plain text.',
      longest: 5000,
    });
  if (type === 'ARTICLE')
    defineMutation('addCorrection', {
      ...shared,
      fields: (t) => ({ articleId: t.id(id('article')), text: text(t) }),
      run: (input, writing) => correctItem(writing, type, 'articleId', input.articleId, input.text),
    });
  else
    defineMutation(`add${typeNameOf(type)}Correction`, {
      ...shared,
      fields: (t) => ({ id: t.id(id('item')), text: text(t) }),
      run: (input, writing) => correctItem(writing, type, 'id', input.id, input.text),
    });
}

async function correctItem(writing: Writing, type: ContentType, field: string, globalId: string, correction: string) {
  const { db, now } = writing;
  const { id, ...item } = await findToWrite(writing, type, globalId, { least: 'editor', field });
  const text = readRequired('text', correction);
  if (!isPublicAt(item, now)) throw conflict(field, 'the item is not public: change its text instead', id);
  await db.insert(corrections).values({ contentId: id, text, publishedAt: now });
  const at = now.toISOString();
  await db.execute(sql`update content_items set version = version + 1, updated_at = ${at} where id = ${id}`);
  return id;
}
