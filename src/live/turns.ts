import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes turns at executing: a group, the subscribers of a group that catch up, or an address that opens a subscription. */
export interface Party {
  /** The priority of the party: the number of subscribers that wait for it. */
  readonly weight: () => number;
}

/** An execution that is running, or is resting after its end. */
interface Running {
  readonly party: Party;
  readonly weight: number;
  isResting: boolean;
}

export type Turns = ReturnType<typeof createTurns>;

/** The most executions at once of a party, while no other party waits. */
const AT_ONCE_ALONE = 2;
/** The most executions at once of all parties, including heavier ones that begin beside lighter ones. */
const MOST_AT_ONCE = 3;
/** After an execution, its party rests for as long as the execution took, but at most this long. */
const LONGEST_REST_MS = 25;
/** One of so many turns goes to the party that has waited longest, whatever its weight, so that none waits for ever. */
const OLDEST_EVERY = 4;

/**
 * Runs one execution at a time, so that the database and the processor stay free for queries and mutations. A party that is
 * alone may have two.
 *
 * The heaviest waiting party is next. A weight is a number of subscribers, and executions cost about the same. So this order
 * keeps the total wait of all subscribers the shortest. A group of n subscribers has at most (all subscribers / n) groups
 * before it, however many different subscriptions somebody else opens.
 *
 * A party that is heavier than all running ones begins beside them, because one of them may take long. While others wait, a
 * party rests after its execution and keeps its place meanwhile. So lighter parties run at most half of the time.
 */
export function createTurns(rest: (ms: number) => Promise<unknown> = sleep) {
  /** The tasks of each party. The party that has waited longest is first; a party goes to the end after its turn. */
  const waiting = new Map<Party, (() => Promise<void>)[]>();
  const underWay = new Map<Promise<void>, Running>();
  let begun = 0;
  let isPlanned = false;

  /** Begins each execution in an event-loop turn of its own, so that other work gets in between. */
  function plan(): void {
    if (isPlanned || waiting.size === 0) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      const party = choose();
      if (party) begin(party);
    });
  }

  function begin(party: Party): void {
    const [run, ...others] = waiting.get(party) ?? [];
    waiting.delete(party);
    if (others.length > 0) waiting.set(party, others);
    if (!run) return;
    begun += 1;
    const entry: Running = { party, weight: party.weight(), isResting: false };
    const running = runAndRest(run, entry).finally(() => {
      underWay.delete(running);
      plan();
    });
    underWay.set(running, entry);
    plan();
  }

  async function runAndRest(run: () => Promise<void>, entry: Running): Promise<void> {
    const begunAt = performance.now();
    await run();
    if (waiting.size === 0) return;
    entry.isResting = true;
    plan();
    await rest(Math.min(performance.now() - begunAt, LONGEST_REST_MS));
  }

  function choose(): Party | undefined {
    const running = [...underWay.values()];
    const isOldests = begun % OLDEST_EVERY === OLDEST_EVERY - 1 && running.length < MOST_AT_ONCE;
    if (isOldests && running.every(({ isResting }) => isResting)) return waiting.keys().next().value;
    const { party, weight } = findHeaviest(waiting.keys());
    const isAlone = waiting.size === 1 && running.every((other) => other.party === party);
    if (running.length < (isAlone ? AT_ONCE_ALONE : 1)) return party;
    const isFirst = running.every((other) => weight > other.weight || (other.isResting && other.party === party));
    return isFirst && running.length < MOST_AT_ONCE ? party : undefined;
  }

  return {
    /** Runs a task when the party's turn comes. */
    take: <Result>(party: Party, run: () => Promise<Result>): Promise<Result> =>
      new Promise((done, fail) => {
        // It runs in the async context of the request that asked for it, not of the request that ran before.
        const task = AsyncResource.bind(async () => run().then(done, fail));
        const tasks = waiting.get(party);
        if (tasks) tasks.push(task);
        else waiting.set(party, [task]);
        plan();
      }),
    /** Drops the waiting tasks of a party. Their promises never settle, so nobody may wait for them any more. */
    drop: (party: Party): void => void waiting.delete(party),
    /** Drops the waiting tasks of all parties, and resolves once the running ones have ended. */
    close: async (): Promise<void> => {
      waiting.clear();
      await Promise.all(underWay.keys());
    },
  };
}

/** Finds the heaviest party. Among equal weights it is the one that has waited longest. */
function findHeaviest(parties: Iterable<Party>): { readonly party: Party | undefined; readonly weight: number } {
  let found: Party | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const party of parties) {
    const weight = party.weight();
    if (weight <= most) continue;
    most = weight;
    found = party;
  }
  return { party: found, weight: most };
}
