import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Something that is executed for subscribers, again and again: a group, those of it who come back, one who opens a subscription. */
export interface Party {
  /** How much it counts that its turn comes soon: more where more subscribers wait for it. */
  readonly weight: () => number;
}

/** An execution that is under way, or has just been. */
interface Running {
  readonly party: Party;
  readonly weight: number;
  isResting: boolean;
}

/** Executions for subscribers, which take turns. */
export interface Turns {
  /** Runs something once it is the party's turn. */
  readonly take: <Result>(party: Party, run: () => Promise<Result>) => Promise<Result>;
  /** Drops what still waits for a party: nobody is left to hear of it, and what was asked for is never answered. */
  readonly drop: (party: Party) => void;
  /** Drops what waits, and resolves once what is under way has ended. */
  readonly close: () => Promise<void>;
}

/** Executions of one party, while no other waits. */
const AT_ONCE_ALONE = 2;
/** Executions of all, with those that begin beside lighter ones. */
const MOST_AT_ONCE = 3;
/** A party keeps its place after its execution for as long again as that took, up to this. */
const LONGEST_REST_MS = 25;
/** Every so many turns one goes to the party that has waited longest, whatever its weight: nobody waits for ever. */
const OLDEST_EVERY = 4;

/**
 * Has one execution under way at a time, so that queries and mutations find the database and the processor free; two, while
 * nobody but one party wants any. The party of the greatest weight is next. A weight is a number of subscribers, and
 * executions cost about the same: so this order keeps the sum of what all subscribers wait the least, and a group of n
 * subscribers has no more than all subscribers / n groups before it, however many different texts somebody else follows. A
 * party that is heavier than all that are under way begins beside them, as one of them may take long. While others wait, a
 * party keeps its place for as long again as its execution took: lighter ones have half of the time at the most.
 */
export function createTurns(rest: (ms: number) => Promise<unknown> = sleep): Turns {
  /** In the order since when they wait: a party that has had its turn goes to the end. */
  const waiting = new Map<Party, (() => Promise<void>)[]>();
  const underWay = new Map<Promise<void>, Running>();
  let begun = 0;
  let isPlanned = false;

  /** Each begins in a turn of the event loop of its own: what else came in meanwhile gets in between. */
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
    take: (party, run) =>
      new Promise((done, fail) => {
        // It runs as part of the request that asked for it, not of the one that was before it.
        const task = AsyncResource.bind(async () => run().then(done, fail));
        const tasks = waiting.get(party);
        if (tasks) tasks.push(task);
        else waiting.set(party, [task]);
        plan();
      }),
    drop: (party) => void waiting.delete(party),
    close: async () => {
      waiting.clear();
      await Promise.all(underWay.keys());
    },
  };
}

/** Of those of the same weight, the one that has waited longest. */
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
