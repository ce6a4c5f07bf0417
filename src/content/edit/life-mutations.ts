import { builder } from '../../graphql/builder.js';
import type { Context } from '../../graphql/context.js';
import { IDEMPOTENCY_KEY, once } from '../../writing/idempotency.js';
import { answerWriting, INPUT, needs, type Payload } from '../../writing/mutation.js';
import type { ContentType } from '../filter.js';
import { type ContentItem, findWrittenContent } from '../store.js';
import { TYPE_NAMES } from '../type.js';
import { publishItem, unpublishItem, withdrawItem } from './life.js';
import { restoreItem } from './restore.js';

/** The item that a mutation wrote, whoever may see it. */
export const loadWritten = (context: Context) => (id: number) => findWrittenContent(context.db, id);

type ItemPayload = ReturnType<typeof builder.objectRef<Payload<ContentItem>>>;
/** Makes the payload of a mutation that writes an item of one kind. */
export type MakePayload = (mutation: string) => ItemPayload;

/** The mutations of an item's life, the same for every kind: `publishVideo`, `unpublishVideo`, `withdrawVideo`, `restoreVideoRevision`. */
export function defineLifeMutations(type: ContentType, makePayload: MakePayload): void {
  const kind = TYPE_NAMES[type];
  definePublish(type, kind, makePayload(`publish${kind}`));
  defineUnpublish(type, kind, makePayload(`unpublish${kind}`));
  defineWithdraw(type, kind, makePayload(`withdraw${kind}`));
  defineRestore(type, kind, makePayload(`restore${kind}Revision`));
}

const idField = { required: true, description: 'Global id.' } as const;

function definePublish(type: ContentType, kind: string, payload: ItemPayload): void {
  const input = builder.inputType(`Publish${kind}Input`, {
    description: 'What to publish, and when.',
    fields: (t) => ({
      id: t.id(idField),
      at: t.field({
        type: 'DateTime',
        description: 'When it is public, and the time that readers see; now when absent. A later time schedules it.',
      }),
      idempotencyKey: t.string(IDEMPOTENCY_KEY),
    }),
  });
  builder.mutationField(`publish${kind}`, (t) =>
    t.field({
      type: payload,
      ...needs(
        'publisher',
        'Publishes it, or schedules it. An embargo still holds. What is public already stays as it is; what is scheduled moves.',
      ),
      args: { input: t.arg({ type: input, required: true, description: INPUT }) },
      resolve: (_root, args, context) => {
        const { at, id, idempotencyKey: key } = args.input;
        return answerWriting(
          context,
          at != null && at > context.clock() ? 'SCHEDULED' : 'PUBLISHED',
          (writing) =>
            once(writing, { key, request: [`publish${kind}`, args.input] }, () =>
              publishItem(writing, type, String(id), at),
            ),
          loadWritten(context),
        );
      },
    }),
  );
}

function defineUnpublish(type: ContentType, kind: string, payload: ItemPayload): void {
  const input = builder.inputType(`Unpublish${kind}Input`, {
    description: 'What to unpublish.',
    fields: (t) => ({ id: t.id(idField) }),
  });
  builder.mutationField(`unpublish${kind}`, (t) =>
    t.field({
      type: payload,
      ...needs(
        'publisher',
        'Makes a draft of it again, whether it was published, scheduled or withdrawn: it is absent for readers.',
      ),
      args: { input: t.arg({ type: input, required: true, description: INPUT }) },
      resolve: (_root, args, context) =>
        answerWriting(
          context,
          'UNPUBLISHED',
          (writing) => unpublishItem(writing, type, String(args.input.id)),
          loadWritten(context),
        ),
    }),
  );
}

function defineWithdraw(type: ContentType, kind: string, payload: ItemPayload): void {
  const input = builder.inputType(`Withdraw${kind}Input`, {
    description: 'What to withdraw, and why.',
    fields: (t) => ({
      id: t.id(idField),
      reason: t.string({
        required: true,
        description: 'Why: `tombstone` and `changes` tell it to clients that knew the item.',
        longest: 2000,
      }),
    }),
  });
  builder.mutationField(`withdraw${kind}`, (t) =>
    t.field({
      type: payload,
      ...needs('publisher', 'Takes it away everywhere, for a reason that stays to be read.'),
      args: { input: t.arg({ type: input, required: true, description: INPUT }) },
      resolve: (_root, args, context) =>
        answerWriting(
          context,
          'WITHDRAWN',
          (writing) => withdrawItem(writing, type, String(args.input.id), args.input.reason),
          loadWritten(context),
        ),
    }),
  );
}

function defineRestore(type: ContentType, kind: string, payload: ItemPayload): void {
  const input = builder.inputType(`Restore${kind}RevisionInput`, {
    description: 'Which revision to restore.',
    fields: (t) => ({
      id: t.id(idField),
      version: t.int({
        required: true,
        description: 'The version that is there now: CONFLICT when there is a newer one.',
      }),
      revision: t.int({ required: true, description: 'The version whose text is to be the newest.' }),
    }),
  });
  builder.mutationField(`restore${kind}Revision`, (t) =>
    t.field({
      type: payload,
      ...needs(
        'contributor',
        'Writes the text of an older revision as the newest version; its state, dates, corrections and address stay. Own drafts; any draft needs editor, what is released publisher.',
      ),
      args: { input: t.arg({ type: input, required: true, description: INPUT }) },
      resolve: (_root, args, context) =>
        answerWriting(context, 'RESTORED', (writing) => restoreItem(writing, type, args.input), loadWritten(context)),
    }),
  );
}
