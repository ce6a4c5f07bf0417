import { isDeepStrictEqual } from 'node:util';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { refuseNull } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { conflict, invalid } from '../writing/user-faults.js';
import {
  checkShown,
  readArticle,
  readAttribution,
  readExpiry,
  readRegion,
  readStatus,
  readUrgency,
  takeItem,
} from './fields.js';
import type { BreakingItem } from './store.js';
import { BreakingItemType, BreakingStatusEnum } from './type.js';
import { insertBreakingItem, updateBreakingItem } from './write.js';

const DEFAULT_URGENCY = 3;
const HOURS_SHOWN = 24;
const LONGEST_TEXT = 500;
const LONGEST_ATTRIBUTION = 200;

const ID = { required: true, description: 'Global id of the breaking item.' } as const;

const answer: Answer<BreakingItem> = {
  fields: (t) => ({
    item: t.field({
      type: BreakingItemType,
      nullable: true,
      description: 'The item as it is now, retracted or expired too.',
      resolve: ({ row }) => row(),
    }),
  }),
  load: (id, { loaders }) => loaders.breaking.anyById.load(id),
};

defineMutation('publishBreakingItem', {
  description: 'Puts a line on the breaking-news ticker.',
  role: 'publisher',
  action: 'PUBLISHED',
  input: 'A new line of the ticker, shown at once.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The line, plain text, not empty.', longest: LONGEST_TEXT }),
    attribution: t.string({
      description: 'Who says so, printed before the text: `Local sources`.',
      longest: LONGEST_ATTRIBUTION,
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
  }),
  answer,
  async run(input, writing) {
    const { db, now } = writing;
    const language = chooseWritingLanguage(writing, input.language);
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
  },
});

defineMutation('correctBreakingItem', {
  description:
    'Corrects the text of a breaking item, whose status becomes CORRECTED. The same correction again changes nothing.',
  role: 'publisher',
  action: 'CORRECTED',
  input: 'What a line should have said.',
  fields: (t) => ({
    id: t.id(ID),
    text: t.string({ required: true, description: 'The right line, plain text, not empty.', longest: LONGEST_TEXT }),
    attribution: t.string({
      description: 'Who says so; stays as it is when absent, null clears it.',
      longest: LONGEST_ATTRIBUTION,
    }),
  }),
  answer,
  async run(input, { db, now }) {
    const item = await takeItem(db, input.id);
    checkShown(item, now);
    const text = readLine('text', input.text);
    const attribution = input.attribution === undefined ? item.attribution : readAttribution(input.attribution);
    const isSame = text === item.text && attribution === item.attribution;
    if (isSame && item.status !== 'CORRECTED') throw invalid('text', 'is what it says already');
    if (!isSame) await updateBreakingItem(db, item.id, { text, attribution, status: 'CORRECTED', updatedAt: now });
    return item.id;
  },
});

defineMutation('retractBreakingItem', {
  description:
    'Retracts a breaking item, expired or not. Everybody who has it is told. Retracting it again changes nothing.',
  role: 'publisher',
  action: 'WITHDRAWN',
  input: 'Which line was wrong, and why.',
  fields: (t) => ({
    id: t.id(ID),
    reason: t.string({
      required: true,
      description: 'What clients are told, plain text, not empty.',
      longest: LONGEST_TEXT,
    }),
  }),
  answer,
  async run(input, { db, now }) {
    const retractedReason = readLine('reason', input.reason);
    const { id, status } = await takeItem(db, input.id);
    if (status !== 'RETRACTED')
      await updateBreakingItem(db, id, { status: 'RETRACTED', retractedReason, updatedAt: now });
    return id;
  },
});

defineMutation('expireBreakingItem', {
  description: 'Expires a breaking item now: it leaves the ticker. Expiring it again changes nothing.',
  role: 'publisher',
  action: 'UPDATED',
  input: 'The line to expire.',
  fields: (t) => ({ id: t.id(ID) }),
  answer,
  async run(input, { db, now }) {
    const { expiresAt, id, status } = await takeItem(db, input.id);
    if (status !== 'RETRACTED' && expiresAt > now) await updateBreakingItem(db, id, { expiresAt: now, updatedAt: now });
    return id;
  },
});

defineMutation('updateBreakingItem', {
  description: 'Changes a breaking item, except its text: urgency, status, region, article, expiry.',
  role: 'publisher',
  action: 'UPDATED',
  input: 'What to change of a line, except its text. An absent field stays as it is; null clears what can be absent.',
  fields: (t) => ({
    id: t.id(ID),
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
  answer,
  async run(input, { db, now }) {
    const item = await takeItem(db, input.id);
    checkShown(item, now);
    const urgency = refuseNull('urgency', input.urgency);
    const status = refuseNull('status', input.status);
    const expiresAt = refuseNull('expiresAt', input.expiresAt);
    if (status !== undefined && item.status === 'CORRECTED')
      throw conflict('status', 'it was corrected, and that stays to be seen', item.id);
    const wanted = {
      ...(urgency !== undefined && { urgency: readUrgency(urgency) }),
      ...(status !== undefined && { status: readStatus(status) }),
      ...(expiresAt !== undefined && { expiresAt: readExpiry(expiresAt, now) }),
      ...(input.region !== undefined && { regionId: await readRegion(db, item.language, input.region) }),
      ...(input.article !== undefined && { contentId: await readArticle(db, input.article) }),
    };
    // An item that stays as it is gets no new version.
    const isSame = isDeepStrictEqual({ ...item, ...wanted }, item);
    if (!isSame) await updateBreakingItem(db, item.id, { ...wanted, updatedAt: now });
    return item.id;
  },
});
