import type { Identity } from './identity.js';

/** What a client showed, as far as it can be revoked. */
export interface Shown {
  readonly identity: Pick<Identity, 'tokenId'>;
  readonly link?: { readonly id: number; readonly tokenId: number | null } | undefined;
  /** How much had been heard of when it was looked up: see `Revocations.heard`. */
  readonly heard?: number | undefined;
}

/** An event of the log, as far as it tells of a revocation. */
interface Event {
  readonly subject: string;
  readonly subjectId: number;
  readonly change: string;
}

/** Why what was opened has to be closed. */
export interface Ending {
  readonly reason: string;
  /** Whether what was shown is no good any more. Otherwise nobody knows, and the client is asked to show it again. */
  readonly isCertain: boolean;
}

interface Watcher {
  readonly end: (ending: Ending) => void;
  readonly reason: string;
  /** Whether it ends when the token is changed too, such as its role, and not only when it is revoked. */
  readonly endsOnChange: boolean;
}

const TOKEN_REVOKED = 'the token was revoked';
const TOKEN_CHANGED = 'the token was changed: connect again';
const LINK_REVOKED = 'the preview link was revoked';
const MISSED = 'it is not known what was revoked meanwhile: connect again';
/** So many that were revoked last are remembered, for those who are being let in just then. */
const MOST_REMEMBERED = 1000;

export type Revocations = ReturnType<typeof createRevocations>;

/**
 * Tells who has something open that the token or the preview link which they showed is revoked. It hears of it from the log,
 * as it is read for all subscribers: no statement asks for any token. Nothing is kept of those who showed nothing.
 */
export function createRevocations() {
  const watchers = new Map<string, Set<Watcher>>();
  /** How much had been heard of when something was ended last, by what it was. */
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
    /** To be read before something is looked up that is watched then: what is revoked between the two is not missed. */
    heard: (): number => heard,

    /** Calls `end` once what was shown is revoked: at once where that was heard since it was looked up. Answers how to call it off. */
    watch: ({ heard: before = 0, identity, link }: Shown, end: Watcher['end']): (() => void) => {
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

    /** The log's next events. */
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

    /** A part of the log is gone that was not read. */
    miss: (): void => {
      for (const all of [...watchers.values()])
        for (const { end } of [...all]) end({ reason: MISSED, isCertain: false });
    },
  };
}

const token = (id: number) => `token ${id}`;
const previewLink = (id: number) => `preview link ${id}`;
