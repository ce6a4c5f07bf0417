import { describe, expect, it } from 'vitest';
import { createRevocations, type Ending } from '../../src/access/revocations.js';
import type { LogEvent } from '../../src/event-log/read.js';
import { NOW } from '../support/names.js';

const event = (
  subject: LogEvent['subject'],
  subjectId: number,
  change: LogEvent['change'] = 'WITHDRAWN',
): LogEvent => ({
  ...{ position: 1, subject, subjectId, change, occurredAt: NOW, changedBy: 'test', facts: {} },
  ...{ contentId: null, type: null, version: null, reason: null },
});
const link = { id: 3, contentId: 1, tokenId: 7, expiresAt: NOW };

/** Watches credentials; returns why they ended. */
function watch(revocations: ReturnType<typeof createRevocations>, tokenId?: number, shown = {}) {
  const endings: Ending[] = [];
  const identity = tokenId === undefined ? {} : { tokenId };
  const forget = revocations.watch({ identity, heard: revocations.heard(), ...shown }, (ending) =>
    endings.push(ending),
  );
  return { reasons: () => endings.map(({ reason }) => reason), endings, forget };
}

describe('an open socket or stream', () => {
  it('is closed when its credentials are revoked, and by nothing else', () => {
    const revocations = createRevocations();
    const [one, other, anonymous] = [watch(revocations, 7), watch(revocations, 8), watch(revocations)];
    const preview = watch(revocations, undefined, { link });
    revocations.take([event('CONTENT', 7), event('PREVIEW_LINK', 7), event('TOKEN', 3)]);
    expect([one, other, anonymous, preview].map(({ endings }) => endings.length)).toEqual([0, 0, 0, 0]);
    revocations.take([event('TOKEN', 7)]);
    expect(one.reasons()).toEqual(['the token was revoked']);
    expect(preview.reasons()).toEqual(['the preview link was revoked']);
    expect([other, anonymous].map(({ endings }) => endings.length)).toEqual([0, 0]);
  });

  it('is closed when its token was revoked while it was being checked, even before it was accepted', () => {
    const revocations = createRevocations();
    const heard = revocations.heard();
    revocations.take([event('TOKEN', 7)]);
    expect(watch(revocations, 7, { heard }).reasons()).toEqual(['the token was revoked']);
    expect(watch(revocations, 7).reasons()).toEqual([]);
  });

  it('is not closed by a change of the token that made its preview link, but by one of its own token', () => {
    const revocations = createRevocations();
    const [own, preview] = [watch(revocations, 7), watch(revocations, undefined, { link })];
    revocations.take([event('TOKEN', 7, 'UPDATED')]);
    expect(own.reasons()).toEqual(['the token was changed: connect again']);
    expect(preview.reasons()).toEqual([]);
  });

  it('hears nothing after it has left', () => {
    const revocations = createRevocations();
    const left = watch(revocations, 7);
    left.forget();
    revocations.take([event('TOKEN', 7)]);
    revocations.miss();
    expect(left.endings).toEqual([]);
  });

  it('is sent back when a part of the log is missing, unless it has no credentials', () => {
    const revocations = createRevocations();
    const [shown, anonymous] = [watch(revocations, 7), watch(revocations)];
    revocations.miss();
    expect(shown.endings).toEqual([{ reason: expect.stringContaining('connect again'), isCertain: false }]);
    expect(anonymous.endings).toEqual([]);
  });
});
