import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { readLine } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { endItem, putRight, takeBack } from './corrections.js';
import { readArticle, readAttribution, readExpiry, readRegion, readStatus, readUrgency } from './fields.js';
import type { BreakingItem } from './store.js';
import { BreakingItemType, BreakingStatusEnum } from './type.js';
import { insertBreakingItem } from './write.js';

const DEFAULT_URGENCY = 3;
const HOURS_SHOWN = 24;

/** The payload of a mutation that writes a line. */
export const breakingPayload = (mutation: string) =>
  payloadType<BreakingItem>(mutation, (t) => ({
    item: t.field({
      type: BreakingItemType,
      nullable: true,
      description: 'The item as it is now, retracted or expired too.',
      resolve: ({ row }) => row(),
    }),
  }));

export const loadItem = (context: Context) => (id: number) => context.loaders.breaking.anyById.load(id);

const PublishBreakingItemInput = builder.inputType('PublishBreakingItemInput', {
  description: 'A new line of the ticker, shown at once.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The line, plain text, not empty.', longest: 500 }),
    attribution: t.string({
      description: 'Who says so, printed before the text: `Local sources`.',
      longest: 200,
    }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    region: t.string({ description: 'The slug of the region that it is about.' }),
    urgency: t.int({ description: `1, the highest, to 9; ${DEFAULT_URGENCY} when absent.` }),
    status: t.field({ type: BreakingStatusEnum, description: 'DEVELOPING or CONFIRMED; CONFIRMED when absent.' }),
    article: t.id({ description: 'Global id of the article about it; shown once that is public.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: `When it leaves the ticker; ${HOURS_SHOWN} hours from now when absent.`,
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const CorrectBreakingItemInput = builder.inputType('CorrectBreakingItemInput', {
  description: 'What a line should have said.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the breaking item.' }),
    text: t.string({ required: true, description: 'The right line, plain text, not empty.', longest: 500 }),
    attribution: t.string({ description: 'Who says so; stays as it is when absent, null clears it.', longest: 200 }),
  }),
});

const RetractBreakingItemInput = builder.inputType('RetractBreakingItemInput', {
  description: 'Which line was wrong, and why.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the breaking item.' }),
    reason: t.string({ required: true, description: 'What clients are told, plain text, not empty.', longest: 500 }),
  }),
});

const ExpireBreakingItemInput = builder.inputType('ExpireBreakingItemInput', {
  description: 'Which line is over.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the breaking item.' }) }),
});

builder.mutationField('publishBreakingItem', (t) =>
  t.field({
    type: breakingPayload('publishBreakingItem'),
    ...needs('publisher', 'Puts a line on the breaking-news ticker.'),
    args: { input: t.arg({ type: PublishBreakingItemInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) => {
      const request = { key: input.idempotencyKey, request: ['publishBreakingItem', input] as const };
      return answerWriting(
        context,
        'PUBLISHED',
        (writing) => once(writing, request, () => publishItem(input, writing)),
        loadItem(context),
      );
    },
  }),
);

builder.mutationField('correctBreakingItem', (t) =>
  t.field({
    type: breakingPayload('correctBreakingItem'),
    ...needs('publisher', 'Puts the text of a breaking item right: it is CORRECTED from then on.'),
    args: { input: t.arg({ type: CorrectBreakingItemInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(context, 'CORRECTED', (writing) => putRight(input, writing), loadItem(context)),
  }),
);

builder.mutationField('retractBreakingItem', (t) =>
  t.field({
    type: breakingPayload('retractBreakingItem'),
    ...needs('publisher', 'Takes a breaking item back: everybody who has it is told. Once more, it changes nothing.'),
    args: { input: t.arg({ type: RetractBreakingItemInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(context, 'WITHDRAWN', (writing) => takeBack(input, writing), loadItem(context)),
  }),
);

builder.mutationField('expireBreakingItem', (t) =>
  t.field({
    type: breakingPayload('expireBreakingItem'),
    ...needs('publisher', 'Takes a breaking item that is right off the ticker now. Once more, it changes nothing.'),
    args: { input: t.arg({ type: ExpireBreakingItemInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(context, 'UPDATED', (writing) => endItem(input, writing), loadItem(context)),
  }),
);

async function publishItem(input: typeof PublishBreakingItemInput.$inferInput, writing: Writing): Promise<number> {
  const { context, db, now } = writing;
  const language = await chooseWritingLanguage(context, 'language', input.language);
  return insertBreakingItem(db, {
    language,
    text: readLine('text', input.text),
    attribution: readAttribution(input.attribution),
    urgency: readUrgency(input.urgency ?? DEFAULT_URGENCY),
    status: readStatus(input.status ?? 'CONFIRMED'),
    publishedAt: now,
    updatedAt: now,
    expiresAt: readExpiry(input.expiresAt ?? new Date(now.getTime() + HOURS_SHOWN * 3_600_000), now),
    regionId: await readRegion(db, language, input.region),
    contentId: await readArticle(db, input.article),
  });
}
