import { isDeepStrictEqual } from 'node:util';
import { builder } from '../graphql/builder.js';
import { answerWriting, INPUT, needs, type Writing } from '../writing/mutation.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { checkShown, takeItem } from './corrections.js';
import { readArticle, readExpiry, readRegion, readStatus, readUrgency } from './fields.js';
import { breakingPayload, loadItem } from './mutations.js';
import { BreakingStatusEnum } from './type.js';
import { type BreakingRow, type BreakingValues, updateBreakingItem } from './write.js';

const UpdateBreakingItemInput = builder.inputType('UpdateBreakingItemInput', {
  description:
    'What to change of a line beside its text. An absent field stays as it is; null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the breaking item.' }),
    urgency: t.int({ description: '1, the highest, to 9; stays as it is when absent.' }),
    status: t.field({
      type: BreakingStatusEnum,
      description: 'DEVELOPING or CONFIRMED, of one that was not corrected; stays as it is when absent.',
    }),
    region: t.string({
      description: 'The slug of the region that it is about; stays as it is when absent, null clears it.',
    }),
    article: t.id({
      description: 'Global id of the article about it; stays as it is when absent, null clears it.',
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it leaves the ticker; stays as it is when absent.' }),
  }),
});
type Input = typeof UpdateBreakingItemInput.$inferInput;

builder.mutationField('updateBreakingItem', (t) =>
  t.field({
    type: breakingPayload('updateBreakingItem'),
    ...needs('publisher', 'Changes a breaking item beside its text: how sure it is, its article, when it ends.'),
    args: { input: t.arg({ type: UpdateBreakingItemInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(context, 'UPDATED', (writing) => changeItem(input, writing), loadItem(context)),
  }),
);

/** What is as it should be already is no new version. */
async function changeItem(input: Input, writing: Writing): Promise<number> {
  const item = await takeItem(input.id, writing);
  checkShown(item, writing.now);
  const wanted = await readChanges(input, item, writing);
  if (!isDeepStrictEqual({ ...item, ...wanted }, item))
    await updateBreakingItem(writing.db, item.id, { ...wanted, updatedAt: writing.now });
  return item.id;
}

async function readChanges(input: Input, item: BreakingRow, { db, now }: Writing): Promise<Partial<BreakingValues>> {
  for (const field of ['urgency', 'status', 'expiresAt'] as const)
    if (input[field] === null) throw invalid(field, 'can not be cleared');
  if (input.status != null && item.status === 'CORRECTED')
    throw conflict('status', 'it was corrected, and that stays to be seen', item.id);
  return {
    ...(input.urgency != null && { urgency: readUrgency(input.urgency) }),
    ...(input.status != null && { status: readStatus(input.status) }),
    ...(input.expiresAt != null && { expiresAt: readExpiry(input.expiresAt, now) }),
    ...(input.region !== undefined && { regionId: await readRegion(db, item.language, input.region) }),
    ...(input.article !== undefined && { contentId: await readArticle(db, input.article) }),
  };
}
