import { type ContentType, typeNameOf } from '../item/content-kinds.js';
import type { ContentItem } from '../item/store.js';
import { defineMutation, type InputFieldBuilder } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { correctItem, publishItem, unpublishItem, withdrawItem } from './life.js';
import { restoreItem } from './restore.js';

type ItemAnswer = Answer<ContentItem>;

const ID = { required: true, description: 'Global id.' } as const;

/** Defines the mutations of an item's life: `publishVideo`, `unpublishVideo`, `withdrawVideo`, `restoreVideoRevision`. */
export function defineLifeMutations(type: ContentType, answer: ItemAnswer): void {
  definePublish(type, answer);
  defineUnpublish(type, answer);
  defineWithdraw(type, answer);
  defineRestore(type, answer);
}

function definePublish(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`publish${typeNameOf(type)}`, {
    description:
      'Publishes an item, or schedules it. An embargo still holds. A public item stays as it is; a scheduled one gets the new time.',
    role: 'publisher',
    action: 'PUBLISHED',
    input: 'What to publish, and when.',
    fields: (t) => ({
      id: t.id(ID),
      at: t.field({
        type: 'DateTime',
        description: 'When it is public, and the time that readers see; now when absent. A later time schedules it.',
      }),
    }),
    answer,
    chooseAction: ({ at }, now) => (at != null && at > now ? 'SCHEDULED' : 'PUBLISHED'),
    run: ({ at, id }, writing) => publishItem(writing, type, id, at),
  });
}

function defineUnpublish(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`unpublish${typeNameOf(type)}`, {
    description: 'Makes a draft again of an item that was published, scheduled or withdrawn: readers no longer see it.',
    role: 'publisher',
    action: 'UNPUBLISHED',
    input: 'What to unpublish.',
    fields: (t) => ({ id: t.id(ID) }),
    answer,
    run: ({ id }, writing) => unpublishItem(writing, type, id),
  });
}

function defineWithdraw(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`withdraw${typeNameOf(type)}`, {
    description: 'Withdraws an item everywhere. The reason stays readable.',
    role: 'publisher',
    action: 'WITHDRAWN',
    input: 'What to withdraw, and why.',
    fields: (t) => ({
      id: t.id(ID),
      reason: t.string({
        required: true,
        description: 'Why: `tombstone` and `changes` tell it to clients that knew the item.',
        longest: 2000,
      }),
    }),
    answer,
    run: ({ id, reason }, writing) => withdrawItem(writing, type, id, reason),
  });
}

function defineRestore(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`restore${typeNameOf(type)}Revision`, {
    description:
      'Writes the text of an older revision as the newest version; its state, dates, corrections and address stay. Own drafts; any draft needs editor, what is released publisher.',
    role: 'contributor',
    action: 'RESTORED',
    input: 'Which revision to restore.',
    fields: (t) => ({
      id: t.id(ID),
      version: t.int({
        required: true,
        description: 'The version that is there now: CONFLICT when there is a newer one.',
      }),
      revision: t.int({ required: true, description: 'The version whose text is to be the newest.' }),
    }),
    answer,
    run: (input, writing) => restoreItem(writing, type, input),
  });
}

/** What mutations that correct an item have in common. */
export const CORRECTION = {
  description: 'Appends a dated correction to a public item. Readers see it, and it is never removed.',
  role: 'editor',
  action: 'CORRECTED',
  input: 'What was wrong, and what is right.',
} as const;

export const correctionText = (t: InputFieldBuilder) =>
  t.string({ required: true, description: 'The correction, plain text.', longest: 5000 });

/** Defines `addVideoCorrection` and the like. Articles have `addCorrection`, whose input names the article otherwise. */
export function defineCorrection(type: ContentType, answer: ItemAnswer): void {
  defineMutation(`add${typeNameOf(type)}Correction`, {
    ...CORRECTION,
    fields: (t) => ({
      id: t.id({ required: true, description: 'Global id of a public item.' }),
      text: correctionText(t),
    }),
    answer,
    run: ({ id, text }, writing) => correctItem(writing, type, { globalId: id, field: 'id', text }),
  });
}
