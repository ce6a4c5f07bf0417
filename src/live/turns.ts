import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** A participant in the queue for executions: a group, a group's catch-up, or an address that opens a subscription. */
export interface Party {
  /** Returns the priority of the party: about the number of subscribers that wait for its executions. */
  readonly weight: () => number;
}

/** An execution that is running, or an ended execution whose party still rests. */
interface Running {
  readonly party: Party;
  readonly weight: number;
  isResting: boolean;
}

export type Turns = ReturnType<typeof createTurns>;

/** The most executions of one party at the same time, while no other party waits. */
const AT_ONCE_ALONE = 2;
/** The most executions of all parties at the same time. A heavy party may begin while a lighter party is running. */
const MOST_AT_ONCE = 3;
/** The longest rest of a party. After an execution, its party rests for as long as the execution took. */
const LONGEST_REST_MS = 25;
/** Every fourth turn goes to the party that has waited longest, whatever its weight, so that no party waits for ever. */
const OLDEST_EVERY = 4;

/**
 * Makes a queue that normally runs one execution at a time, so that the database and the processor stay free for queries and
 * mutations. If only one party has executions, two of them may run at the same time.
 *
 * The heaviest waiting party is next. The weight of a party is about its number of subscribers, and all executions cost
 * about the same. So this order gives the shortest total wait of all subscribers. At most (all subscribers / n) groups
 * go before a group of n subscribers, even if somebody opens very many different subscriptions.
 *
 * A party that is heavier than all running parties begins at once, because a running execution may take long. While
 * other parties wait, a party rests after its execution. During its rest, only this party or a heavier party can begin.
 * So lighter parties run at most half of the time.
 */
export function createTurns(rest: (ms: number) => Promise<unknown> = sleep) {
  /** The waiting tasks of each party. The party that has waited longest is first. After its turn, a party goes to the end. */
  const waiting = new Map<Party, (() => Promise<void>)[]>();
  const underWay = new Map<Promise<void>, Running>();
  let beginnings = 0;
  let isPlanned = false;

  /** Begins each execution in its own iteration of the event loop, so that other work can run in between. */
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
    beginnings += 1;
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
    const isTurnOfOldest = beginnings % OLDEST_EVERY === OLDEST_EVERY - 1 && running.length < MOST_AT_ONCE;
    if (isTurnOfOldest && running.every(({ isResting }) => isResting)) return waiting.keys().next().value;
    const { party, weight } = findHeaviest(waiting.keys());
    const isAlone = waiting.size === 1 && running.every((other) => other.party === party);
    if (running.length < (isAlone ? AT_ONCE_ALONE : 1)) return party;
    const isFirst = running.every((other) => weight > other.weight || (other.isResting && other.party === party));
    return isFirst && running.length < MOST_AT_ONCE ? party : undefined;
  }

  return {
    take: <Result>(party: Party, run: () => Promise<Result>): Promise<Result> =>
      new Promise((done, fail) => {
        // `bind` makes the task run in the async context of the request that asked for it, not of the request that ran before.
        const task = AsyncResource.bind(async () => run().then(done, fail));
        const tasks = waiting.get(party);
        if (tasks) tasks.push(task);
        else waiting.set(party, [task]);
        plan();
      }),
    /** Drops the waiting tasks of a party. The promises of these tasks never settle, so no caller may still be waiting for them. */
    drop: (party: Party): void => void waiting.delete(party),
    close: async (): Promise<void> => {
      waiting.clear();
      await Promise.all(underWay.keys());
    },
  };
}

/** Finds the heaviest party. Of parties with equal weight, it is the party that has waited longest. */
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
