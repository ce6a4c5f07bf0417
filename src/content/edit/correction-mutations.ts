import { builder } from '../../graphql/builder.js';
import type { Context } from '../../graphql/context.js';
import { IDEMPOTENCY_KEY, once } from '../../writing/idempotency.js';
import { answerWriting, INPUT, needs, type Payload } from '../../writing/mutation.js';
import type { ContentType } from '../filter.js';
import { type ContentItem, findWrittenContent } from '../store.js';
import { TYPE_NAMES } from '../type.js';
import type { ItemFieldBuilder } from './input-fields.js';
import { correctItem } from './life.js';
import type { MakePayload } from './life-mutations.js';

export const ADD_CORRECTION = 'Appends a correction to what readers see: visible, dated, and never taken back.';

export const correctionFields = (t: ItemFieldBuilder) => ({
  text: t.string({ required: true, description: 'The correction, plain text.', longest: 5000 }),
  idempotencyKey: t.string(IDEMPOTENCY_KEY),
});

interface Correction {
  readonly id: string | number;
  /** The input's field that names the item. */
  readonly field: string;
  readonly text: string;
  readonly idempotencyKey?: string | null | undefined;
}

export function answerCorrection(
  context: Context,
  type: ContentType,
  { field, id, idempotencyKey: key, text }: Correction,
  request: readonly [mutation: string, input: object],
): Promise<Payload<ContentItem>> {
  return answerWriting(
    context,
    'CORRECTED',
    (writing) =>
      once(writing, { key, request }, () => correctItem(writing, type, { globalId: String(id), field, text })),
    (written) => findWrittenContent(context.db, written),
  );
}

/** `addVideoCorrection` and the like; that of articles names them by `articleId`. */
export function defineCorrectionMutation(type: ContentType, makePayload: MakePayload): void {
  const name = `add${TYPE_NAMES[type]}Correction`;
  const input = builder.inputType(`Add${TYPE_NAMES[type]}CorrectionInput`, {
    description: 'What was wrong and is put right.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'Global id of what is public.' }),
      ...correctionFields(t),
    }),
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: makePayload(name),
      ...needs('editor', ADD_CORRECTION),
      args: { input: t.arg({ type: input, required: true, description: INPUT }) },
      resolve: (_root, args, context) =>
        answerCorrection(context, type, { ...args.input, field: 'id' }, [name, args.input]),
    }),
  );
}
