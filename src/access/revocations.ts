import type { Identity } from './roles.js';

/** The credentials with which a socket or stream was opened. */
export interface Credentials {
  readonly identity: Pick<Identity, 'tokenId'>;
  readonly link?: { readonly id: number; readonly tokenId: number | null } | undefined;
  /** The value of `heard()` before the credentials were looked up. */
  readonly heard?: number | undefined;
}

/** The part of a log event that identifies a token or preview link, and says whether it was revoked or changed. */
interface Event {
  readonly subject: string;
  readonly subjectId: number;
  readonly change: string;
}

/** Why a socket or stream has to be closed. */
export interface Ending {
  readonly reason: string;
  /** True if the token or preview link has ended or changed. If false, it may be valid: the client can reconnect. */
  readonly isCertain: boolean;
}

interface Watcher {
  readonly end: (ending: Ending) => void;
  readonly reason: string;
  /** True if the socket or stream is also closed when its token is changed, for example to another role. */
  readonly endsOnChange: boolean;
}

const TOKEN_REVOKED = 'the token was revoked';
const TOKEN_CHANGED = 'the token was changed: connect again';
const LINK_REVOKED = 'the preview link was revoked';
const MISSED = 'the token may have been revoked meanwhile: connect again';
/** The number of recent revocations that are remembered, for clients whose token is being looked up at the moment. */
const MOST_REMEMBERED = 1000;

export type Revocations = ReturnType<typeof createRevocations>;

/** Closes sockets and streams when their token or preview link is revoked. Revocations are events in the event log. */
export function createRevocations() {
  const watchers = new Map<string, Set<Watcher>>();
  /** For each token and link: the value of `heard` just after it was last revoked or changed. */
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
    /** Returns the number of revocations so far. Call this before a look-up, so that `watch` finds later revocations. */
    heard: (): number => heard,

    /** Calls `end` when the credentials are revoked, at once if that was after `heard`. The result stops the watching. */
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

    /** Takes the next events of the log, and closes the sockets and streams of revoked tokens and preview links. */
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

    /** Closes all watched sockets and streams, because events were pruned unread, and may have been revocations. */
    miss: (): void => {
      for (const all of [...watchers.values()])
        for (const { end } of [...all]) end({ reason: MISSED, isCertain: false });
    },
  };
}

const token = (id: number) => `token ${id}`;
const previewLink = (id: number) => `preview link ${id}`;
