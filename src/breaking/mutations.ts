import { isDeepStrictEqual } from 'node:util';
import { chooseWritingLanguage } from '../site/language.js';
import { readChange, readClearable, refuseNull } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { conflict, invalid } from '../writing/user-faults.js';
import {
  LONGEST_TEXT,
  readArticle,
  readExpiry,
  readItemText,
  readRegion,
  readStatus,
  readUrgency,
} from './check-input.js';
import { BreakingItemType, BreakingStatusEnum } from './type.js';
import { checkShown, insertBreakingItem, lockAskedItem, updateBreakingItem } from './write.js';

const DEFAULT_URGENCY = 3;
const HOURS_SHOWN = 24;
const LONGEST_ATTRIBUTION = 200;

const ID = { required: true, description: 'Global id of the breaking item.' } as const;

const answer = answerRow('item', BreakingItemType, (id, { loaders }) => loaders.breaking.anyById.load(id))(
  'The item after the write, even if it is retracted or expired.',
);

defineMutation('publishBreakingItem', {
  description: 'Publishes a line on the breaking-news ticker.',
  role: 'publisher',
  action: 'PUBLISHED',
  input: 'A new breaking item, shown at once.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The line to show: plain text, not empty.', longest: LONGEST_TEXT }),
    attribution: t.string({
      description: 'The source of the news, printed before the text, such as `Local sources`.',
      longest: LONGEST_ATTRIBUTION,
    }),
    language: t.field({
      type: 'LanguageTag',
      description: 'The language of the item; the language of the site when absent.',
    }),
    region: t.string({ description: 'The slug of the region that the item is about.' }),
    urgency: t.int({
      description: `The editorial urgency, from 1 (the highest) to 9; ${DEFAULT_URGENCY} when absent.`,
    }),
    status: t.field({ type: BreakingStatusEnum, description: 'DEVELOPING or CONFIRMED; CONFIRMED when absent.' }),
    article: t.id({
      description: 'Global id of an article about the same news. Readers see the article once it is public.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: `When the item leaves the ticker; ${HOURS_SHOWN} hours from now when absent.`,
    }),
  }),
  answer,
  async run(input, writing) {
    const { db, now } = writing;
    const language = chooseWritingLanguage(writing, input.language);
    return insertBreakingItem(db, {
      language,
      text: readItemText(input.text),
      attribution: readClearable('attribution', input.attribution, readLine),
      urgency: readUrgency('urgency', input.urgency ?? DEFAULT_URGENCY),
      status: readStatus('status', input.status ?? 'CONFIRMED'),
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
    'Corrects the text of a breaking item. Its status becomes CORRECTED. Repeating the same correction changes nothing.',
  role: 'publisher',
  action: 'CORRECTED',
  input: 'The corrected text.',
  fields: (t) => ({
    id: t.id(ID),
    text: t.string({
      required: true,
      description: 'The corrected line, plain text, not empty.',
      longest: LONGEST_TEXT,
    }),
    attribution: t.string({
      description: 'The source of the news, printed before the text; stays as it is when absent, null clears it.',
      longest: LONGEST_ATTRIBUTION,
    }),
  }),
  answer,
  async run(input, { db, now }) {
    const item = await lockAskedItem(db, input.id);
    checkShown(item, now);
    const text = readItemText(input.text);
    const attribution = readClearable('attribution', input.attribution, readLine);
    const isSame = text === item.text && (attribution === undefined || attribution === item.attribution);
    if (isSame && item.status !== 'CORRECTED') throw invalid('text', 'is the present text already');
    if (!isSame) await updateBreakingItem(db, item.id, { text, attribution, status: 'CORRECTED', updatedAt: now });
    return item.id;
  },
});

defineMutation('retractBreakingItem', {
  description:
    'Retracts a breaking item, even an expired one. Subscribers who got the item get an event with the reason. Retracting the item again changes nothing.',
  role: 'publisher',
  action: 'WITHDRAWN',
  input: 'The breaking item to retract, and the reason.',
  fields: (t) => ({
    id: t.id(ID),
    reason: t.string({
      required: true,
      description: 'The reason for the retraction: plain text, not empty. Clients can read the reason.',
      longest: LONGEST_TEXT,
    }),
  }),
  answer,
  async run(input, { db, now }) {
    const retractedReason = readLine('reason', input.reason);
    const { id, status } = await lockAskedItem(db, input.id);
    if (status !== 'RETRACTED')
      await updateBreakingItem(db, id, { status: 'RETRACTED', retractedReason, updatedAt: now });
    return id;
  },
});

defineMutation('expireBreakingItem', {
  description: 'Expires a breaking item now, so that the item leaves the ticker. Expiring it again changes nothing.',
  role: 'publisher',
  action: 'UPDATED',
  input: 'The breaking item to expire.',
  fields: (t) => ({ id: t.id(ID) }),
  answer,
  async run(input, { db, now }) {
    const { expiresAt, id, status } = await lockAskedItem(db, input.id);
    if (status !== 'RETRACTED' && expiresAt > now) await updateBreakingItem(db, id, { expiresAt: now, updatedAt: now });
    return id;
  },
});

defineMutation('updateBreakingItem', {
  description:
    'Changes the urgency, status, region, article or expiry of a breaking item. The text is changed by `correctBreakingItem`.',
  role: 'publisher',
  action: 'UPDATED',
  input:
    'Changes to a breaking item, except its text. An absent field stays as it is; null clears a field that may be empty.',
  fields: (t) => ({
    id: t.id(ID),
    urgency: t.int({ description: 'The editorial urgency, from 1 (the highest) to 9; stays as it is when absent.' }),
    status: t.field({
      type: BreakingStatusEnum,
      description:
        'DEVELOPING or CONFIRMED; stays as it is when absent. The status of a corrected item cannot be changed.',
    }),
    region: t.string({
      description: 'The slug of the region that the item is about; stays as it is when absent, null clears it.',
    }),
    article: t.id({
      description: 'Global id of an article about the same news; stays as it is when absent, null clears it.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the item leaves the ticker; stays as it is when absent.',
    }),
  }),
  answer,
  async run(input, { db, now }) {
    const item = await lockAskedItem(db, input.id);
    checkShown(item, now);
    if (refuseNull('status', input.status) !== undefined && item.status === 'CORRECTED')
      throw conflict('status', 'the item was corrected: its status must stay CORRECTED', item.id);
    const changes = {
      urgency: readChange('urgency', input.urgency, readUrgency),
      status: readChange('status', input.status, readStatus),
      expiresAt: readChange('expiresAt', input.expiresAt, (_field, date) => readExpiry(date, now)),
      regionId: await readRegion(db, item.language, input.region),
      contentId: await readArticle(db, input.article),
    };
    // Only a real change makes a new version.
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const isSame = isDeepStrictEqual({ ...item, ...Object.fromEntries(given) }, item);
    if (!isSame) await updateBreakingItem(db, item.id, { ...changes, updatedAt: now });
    return item.id;
  },
});
