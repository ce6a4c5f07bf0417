import { builder } from '../graphql/builder.js';
import type { ContentItem } from './store.js';

/** The stages of a breaking item, with their descriptions. */
export const BREAKING_STATUSES = {
  DEVELOPING: { description: 'A breaking item: more news is expected, and details may change.' },
  CONFIRMED: { description: 'A breaking item: the news is confirmed.' },
  CORRECTED: { description: 'A breaking item: the text was corrected after its publication.' },
  RETRACTED: { description: 'A breaking item: it was wrong and was retracted.' },
};

export const EditorialStatusEnum = builder.enumType('EditorialStatus', {
  description:
    'The stage of a content item on its way from draft to withdrawal, or the stage of the news in a breaking item. Both have one type, so that one selection can have both. A content item that is updated stays PUBLISHED.',
  values: {
    DRAFT: { description: 'Work in progress (ninjs `withheld`).' },
    SCHEDULED: { description: 'Released, but not public before its publication date and the end of its embargo.' },
    PUBLISHED: { description: 'Released and public, or expired if `expiresAt` has passed.' },
    WITHDRAWN: { description: 'Withdrawn from the public, for a reason (ninjs `canceled`).' },
    ...BREAKING_STATUSES,
  },
});

/** Returns the stage of a content item at a time. */
export function statusOf({ state, visibleFrom }: ContentItem, now: Date) {
  if (state !== 'RELEASED') return state;
  return visibleFrom !== null && visibleFrom <= now ? 'PUBLISHED' : 'SCHEDULED';
}
