import { isEnumType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/generate/random.js';
import { schema } from '../../src/schema/schema.js';
import { useFollowing } from '../live/follow.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';
import { createInputs } from '../writing/inputs.js';
import { type Change, Mirror, selectNodes } from './mirror.js';

/** Counts views. Views decide the order of the most read items, but no field of a node. */
const COUNTS_VIEWS = 'recordView';
const MUTATIONS = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => name !== COUNTS_VIEWS);
const kinds = schema.getType('ChangedKind');
const KINDS = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : [];
const SELECTIONS = selectNodes(schema);
const FOLLOW = `subscription ($after: String, $kinds: [ChangedKind!]) { contentChanges(after: $after, language: "*", kinds: $kinds) {
  cursor change kind nodeId node { __typename } } }`;
const MISSED =
  'query ($since: String, $kinds: [ChangedKind!]) { changes(since: $since, kinds: $kinds) { nodes { cursor } } }';

/** Tests an offline mirror on the sample newsroom, with a number of random mutations. */
export function describeMirror(writes: number): void {
  const database = useDatabase('sample_newsroom');
  const gateway = useGateway(database);
  const follow = useFollowing<Change & { readonly cursor: string }>(gateway);

  function openMirror(): Mirror {
    const ask = async (query: string, variables: Record<string, unknown>) => {
      const { data, errors } = await gateway().ask<Record<string, unknown>>(query, variables);
      expect(errors, query.slice(0, 300)).toBeUndefined();
      return data;
    };
    return new Mirror(ask, KINDS, SELECTIONS);
  }

  const random = createRandom(1);
  const inputsOf = createInputs(gateway);

  /** Reads the events after a cursor. */
  async function readMissed(since: string | null): Promise<unknown[]> {
    const { data } = await gateway().ask<{ changes: { nodes: unknown[] } }>(MISSED, { since, kinds: KINDS });
    return data.changes.nodes;
  }

  /** Runs a mutation twice. `onReady` is called when everything that its inputs need has been written. */
  async function write(mutation: string, onReady?: () => Promise<void>): Promise<void> {
    const inputs = await inputsOf(mutation);
    await onReady?.();
    for (const input of inputs) {
      const { cursor, userErrors } = await writeAs(gateway(), 'admin', mutation, '', input);
      expect(userErrors, mutation).toEqual([]);
      expect(await readMissed(cursor), `${mutation}: events after the cursor of its payload`).toEqual([]);
    }
  }

  /** Compares every field of every node with what the server answers now. */
  async function expectSameAsServer(mirror: Mirror): Promise<void> {
    const fresh = openMirror();
    await fresh.sync();
    expect([...mirror.nodes.keys()].toSorted()).toEqual([...fresh.nodes.keys()].toSorted());
    for (const [id, node] of fresh.nodes) expect(mirror.nodes.get(id), `${node.__typename} ${id}`).toEqual(node);
  }

  describe('an offline mirror that reads only the event log', () => {
    let mirror: Mirror;
    beforeAll(async () => {
      mirror = openMirror();
      await mirror.sync();
    });

    it('begins with every type that has a global id', () => {
      const types = new Set([...mirror.nodes.values()].map(({ __typename }) => __typename));
      expect([...types].toSorted()).toEqual([...SELECTIONS.keys()].toSorted());
    });

    it(`has every field of every node as the server answers it, after ${writes} random mutations of the whole schema`, async () => {
      // Each mutation is run once before any is run again.
      const order = Array.from({ length: writes }, (_, index) => MUTATIONS[index] ?? random.pick(MUTATIONS));
      for (const mutation of order) {
        // After a change of settings, the mirror loads everything again, and then it has nothing that it missed before.
        const isWatched = /^update(?:Site|Edition)$/.test(mutation);
        // The mirror knows what a mutation changes before the mutation changes it.
        await write(mutation, async () => {
          await mirror.sync();
          if (isWatched) await expectSameAsServer(mirror);
        });
      }
      await mirror.sync();
      await expectSameAsServer(mirror);
    }, 300_000);

    it('has the same if it follows a subscription that is cut again and again, and gets each event once', async () => {
      const follower = openMirror();
      await follower.sync();
      let after = follower.cursor;
      const cursors: string[] = [];
      for (let cut = 0; cut < 6 || (await readMissed(after)).length > 0; cut += 1) {
        const { stop, told } = await follow(FOLLOW, { after, kinds: KINDS });
        // The last write has an event in any case.
        for (const mutation of cut < 6 ? [random.pick(MUTATIONS), random.pick(MUTATIONS), 'createTag'] : [])
          await write(mutation);
        await expect.poll(() => told.length, { timeout: 5000 }).toBeGreaterThan(0);
        stop();
        cursors.push(...told.map(({ cursor }) => cursor));
        await follower.apply(told);
        after = told.at(-1)?.cursor ?? after;
      }
      expect(new Set(cursors).size).toBe(cursors.length);
      await expectSameAsServer(follower);
    }, 120_000);
  });
}
