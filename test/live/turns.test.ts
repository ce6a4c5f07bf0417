import { describe, expect, it } from 'vitest';
import { createTurns, type Party } from '../../src/live/turns.js';

const group = (weight: number): Party => ({ weight: () => weight });

/** Makes a queue of executions, which run until the test ends them. `begun` lists the executions that have begun. */
function useExecutions() {
  const turns = createTurns(async () => {});
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  let underWay = 0;
  let most = 0;
  const ask = (of: Party, name: string) =>
    turns.take(of, async () => {
      begun.push(name);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((done) => ends.set(name, done));
      underWay -= 1;
      return name;
    });
  return {
    turns,
    begun,
    ask,
    most: () => most,
    /** Ends running executions until no more begin. */
    endAll: async () => {
      for (let count = -1; count < begun.length; ) {
        count = begun.length;
        for (const end of ends.values()) end();
        ends.clear();
        await settle();
      }
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((done) => setImmediate(done));
}

describe('executions for subscribers', () => {
  it('run one at a time, even if a thousand wait', async () => {
    const { ask, begun, endAll, most } = useExecutions();
    for (let index = 0; index < 1000; index += 1) void ask(group(1), `${index}`);
    await endAll();
    expect({ begun: begun.length, most: most() }).toEqual({ begun: 1000, most: 1 });
  });

  it('begin with the heaviest group, even beside a running execution of a lighter group', async () => {
    const { ask, begun, most } = useExecutions();
    for (let index = 0; index < 50; index += 1) void ask(group(1), `light ${index}`);
    await settle();
    void ask(group(500), 'heavy');
    await settle();
    expect(begun).toEqual(['light 0', 'heavy']);
    void ask(group(400), 'less heavy');
    await settle();
    expect({ begun: begun.length, most: most() }).toEqual({ begun: 2, most: 2 });
  });

  it('are at most three at a time, even if each group is heavier than the groups before it', async () => {
    const { ask, begun, endAll } = useExecutions();
    for (const weight of [1, 2, 3, 4, 5]) {
      void ask(group(weight), `${weight}`);
      await settle();
    }
    expect(begun).toEqual(['1', '2', '3']);
    await endAll();
    expect(begun.length).toBe(5);
  });

  it('let no group wait for ever: every fourth turn goes to the group that has waited longest', async () => {
    const { ask, begun, endAll } = useExecutions();
    const heavy = group(9);
    void ask(group(1), 'light');
    for (let index = 0; index < 20; index += 1) void ask(heavy, `heavy ${index}`);
    await endAll();
    expect(begun.indexOf('light')).toBe(3);
  });

  it('alternate between groups of the same weight', async () => {
    const { ask, begun, endAll } = useExecutions();
    const [one, other] = [group(1), group(1)];
    for (const name of ['a1', 'a2', 'a3']) void ask(one, name);
    for (const name of ['b1', 'b2', 'b3']) void ask(other, name);
    await endAll();
    expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('let other work of the process run between them', async () => {
    const { ask, begun, endAll } = useExecutions();
    for (let index = 0; index < 10; index += 1) void ask(group(1), `${index}`);
    await new Promise((done) => setImmediate(done));
    const seen = begun.length;
    await endAll();
    expect({ seen, all: begun.length }).toEqual({ seen: 1, all: 10 });
  });

  it('leave half of the time to other work: a lighter group begins only after a rest', async () => {
    const rests: (() => void)[] = [];
    const turns = createTurns(() => new Promise((done) => rests.push(() => done(undefined))));
    const begun: string[] = [];
    const ask = (of: Party, name: string) => void turns.take(of, async () => void begun.push(name));
    for (const name of ['one', 'two', 'three']) ask(group(1), name);
    await settle();
    expect({ begun, rests: rests.length }).toEqual({ begun: ['one'], rests: 1 });
    ask(group(2), 'heavy');
    await settle();
    expect(begun).toEqual(['one', 'heavy']);
    for (const end of rests.splice(0)) end();
    await settle();
    expect(begun[2]).toBe('two');
  });

  it('do not affect each other when one fails, and are dropped with their group', async () => {
    const { ask, begun, endAll, turns } = useExecutions();
    await expect(turns.take(group(1), () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    const gone = group(2);
    void ask(gone, 'gone');
    void ask(group(1), 'there');
    turns.drop(gone);
    await endAll();
    expect(begun).toEqual(['there']);
  });
});
