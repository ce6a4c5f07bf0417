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

/** Watches credentials, and collects the reasons for closing their socket. */
function watch(revocations: ReturnType<typeof createRevocations>, tokenId?: number, shown = {}) {
  const endings: Ending[] = [];
  const identity = tokenId === undefined ? {} : { tokenId };
  const forget = revocations.watch({ identity, heard: revocations.heard(), ...shown }, (ending) =>
    endings.push(ending),
  );
  return { reasons: () => endings.map(({ reason }) => reason), endings, forget };
}

describe('an open socket or stream', () => {
  it('is closed only when its own credentials are revoked', () => {
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

  it('is closed at once if its token was revoked while the gateway checked the token', () => {
    const revocations = createRevocations();
    const heard = revocations.heard();
    revocations.take([event('TOKEN', 7)]);
    expect(watch(revocations, 7, { heard }).reasons()).toEqual(['the token was revoked']);
    expect(watch(revocations, 7).reasons()).toEqual([]);
  });

  it('is closed if its own token is changed, but not if the token that created its preview link is changed', () => {
    const revocations = createRevocations();
    const [own, preview] = [watch(revocations, 7), watch(revocations, undefined, { link })];
    revocations.take([event('TOKEN', 7, 'UPDATED')]);
    expect(own.reasons()).toEqual(['the token was changed: connect again']);
    expect(preview.reasons()).toEqual([]);
  });

  it('is not notified after it has called `forget`', () => {
    const revocations = createRevocations();
    const closed = watch(revocations, 7);
    closed.forget();
    revocations.take([event('TOKEN', 7)]);
    revocations.miss();
    expect(closed.endings).toEqual([]);
  });

  it('is closed if events of the log were missed, unless it is anonymous', () => {
    const revocations = createRevocations();
    const [shown, anonymous] = [watch(revocations, 7), watch(revocations)];
    revocations.miss();
    expect(shown.endings).toEqual([{ reason: expect.stringContaining('connect again'), isCertain: false }]);
    expect(anonymous.endings).toEqual([]);
  });
});
