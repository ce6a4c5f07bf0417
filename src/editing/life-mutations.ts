import { type ContentType, typeNameOf } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import { defineMutation, type InputFieldBuilder } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { correctItem, publishItem, unpublishItem, withdrawItem } from './life.js';
import { restoreItem } from './restore.js';

type ItemAnswer = Answer<ContentItem>;

const ID = { required: true, description: 'Global id of the item.' } as const;

/**
 * Defines the mutations that publish, unpublish, withdraw, restore and correct items of a kind. For videos they are
 * `publishVideo`, `unpublishVideo`, `withdrawVideo`, `restoreVideoRevision` and `addVideoCorrection`.
 */
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
    run: ({ at, id }, writing) => publishItem(writing, type, id, at),
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
    run: ({ id }, writing) => unpublishItem(writing, type, id),
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
          'The reason for the withdrawal. Clients that knew the item read the reason in `tombstone` and `changes`.',
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
      'Writes the text of an older revision as the newest version. The state, dates, corrections and address stay the same. Contributors may restore their own drafts, editors any draft, and publishers also published and scheduled items.',
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
    run: (input, writing) => restoreItem(writing, type, input),
  });
}

/** Defines the mutation that corrects items of a kind, such as `addVideoCorrection`. For articles it is named `addCorrection`, and its input has `articleId` instead of `id`. */
function defineCorrection(type: ContentType, answer: ItemAnswer): void {
  const shared = {
    description: 'Appends a dated correction to a public item. Readers see the correction, and it is never removed.',
    role: 'editor',
    action: 'CORRECTED',
    input: 'The item to correct, and the text of the correction.',
    answer,
  } as const;
  const textInput = (t: InputFieldBuilder) =>
    t.string({
      required: true,
      description: 'The correction, which says what was wrong and what is right: plain text.',
      longest: 5000,
    });
  const id = (what: string) => ({ required: true, description: `Global id of a public ${what}.` }) as const;
  if (type === 'ARTICLE')
    defineMutation('addCorrection', {
      ...shared,
      fields: (t) => ({ articleId: t.id(id('article')), text: textInput(t) }),
      run: ({ articleId, text }, writing) => correctItem(writing, type, 'articleId', articleId, text),
    });
  else
    defineMutation(`add${typeNameOf(type)}Correction`, {
      ...shared,
      fields: (t) => ({ id: t.id(id('item')), text: textInput(t) }),
      run: (input, writing) => correctItem(writing, type, 'id', input.id, input.text),
    });
}
