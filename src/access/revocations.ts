import type { Identity } from './roles.js';

/** The credentials with which a socket or stream was opened. */
export interface Credentials {
  readonly identity: Pick<Identity, 'tokenId'>;
  readonly link?: { readonly id: number; readonly tokenId: number | null } | undefined;
  /** The value of `heard()` before the credentials were looked up. */
  readonly heard?: number | undefined;
}

/** The part of a log event that tells which token or link was revoked. */
interface Event {
  readonly subject: string;
  readonly subjectId: number;
  readonly change: string;
}

/** Why a socket or stream has to be closed. */
export interface Ending {
  readonly reason: string;
  /** Whether the token or the link is known to be revoked or changed. Otherwise the client has to connect again. */
  readonly isCertain: boolean;
}

interface Watcher {
  readonly end: (ending: Ending) => void;
  readonly reason: string;
  /** Whether a changed token ends the watched socket or stream too, for example a token with another role. */
  readonly endsOnChange: boolean;
}

const TOKEN_REVOKED = 'the token was revoked';
const TOKEN_CHANGED = 'the token was changed: connect again';
const LINK_REVOKED = 'the preview link was revoked';
const MISSED = 'the token may have been revoked meanwhile: connect again';
/** How many of the latest revocations are remembered, for clients whose token is just being looked up. */
const MOST_REMEMBERED = 1000;

export type Revocations = ReturnType<typeof createRevocations>;

/**
 * Closes sockets and streams when their token or preview link is revoked. Revocations come from the event log, which is
 * read for all subscribers anyway, so no statement looks up single tokens. Anonymous clients cost nothing.
 */
export function createRevocations() {
  const watchers = new Map<string, Set<Watcher>>();
  /** For each token and link, the count of revocations when it was last revoked. */
  const ended = new Map<string, number>();
  let heard = 0;

  function note(key: string): void {
    heard += 1;
    ended.delete(key);
    ended.set(key, heard);
    const [oldest] = ended.keys();
    if (ended.size > MOST_REMEMBERED && oldest !== undefined) ended.delete(oldest);
  }

  function add(key: string, watcher: Watcher): () => void {
    const all = watchers.get(key) ?? new Set();
    watchers.set(key, all.add(watcher));
    return () => {
      all.delete(watcher);
      if (all.size === 0 && watchers.get(key) === all) watchers.delete(key);
    };
  }

  return {
    /** The count of revocations. Read it before looking up a token, so that `watch` finds revocations in between. */
    heard: (): number => heard,

    /** Calls `end` when the token or the link is revoked, or at once if that happened after `heard`. Returns a function that stops watching. */
    watch: ({ heard: before = 0, identity, link }: Credentials, end: Watcher['end']): (() => void) => {
      const { tokenId } = identity;
      const watched: [string, Omit<Watcher, 'end'>][] = [];
      if (tokenId !== undefined) watched.push([token(tokenId), { reason: TOKEN_REVOKED, endsOnChange: true }]);
      if (link) watched.push([previewLink(link.id), { reason: LINK_REVOKED, endsOnChange: false }]);
      if (link?.tokenId != null) watched.push([token(link.tokenId), { reason: LINK_REVOKED, endsOnChange: false }]);
      const late = watched.find(([key]) => (ended.get(key) ?? 0) > before);
      if (late) end({ reason: late[1].reason, isCertain: true });
      const undo = late ? [] : watched.map(([key, how]) => add(key, { ...how, end }));
      return () => {
        for (const step of undo) step();
      };
    },

    /** Reads the next events of the log. */
    take: (events: readonly Event[]): void => {
      for (const { change, subject, subjectId } of events) {
        if (subject !== 'TOKEN' && subject !== 'PREVIEW_LINK') continue;
        const key = subject === 'TOKEN' ? token(subjectId) : previewLink(subjectId);
        const isChange = change === 'UPDATED';
        note(key);
        for (const { end, endsOnChange, reason } of [...(watchers.get(key) ?? [])]) {
          if (!isChange) end({ reason, isCertain: true });
          else if (endsOnChange) end({ reason: TOKEN_CHANGED, isCertain: true });
        }
      }
    },

    /** Closes everything that is watched, because a part of the log was pruned before it was read. */
    miss: (): void => {
      for (const all of [...watchers.values()])
        for (const { end } of [...all]) end({ reason: MISSED, isCertain: false });
    },
  };
}

const token = (id: number) => `token ${id}`;
const previewLink = (id: number) => `preview link ${id}`;
