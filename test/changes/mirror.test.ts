import { isEnumType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/generate/random.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';
import { createInputs } from '../writing/inputs.js';
import { Mirror, selectNodes } from './mirror.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const MUTATIONS = Object.keys(schema.getMutationType()?.getFields() ?? {});
const kinds = schema.getType('ChangedKind');
const KINDS = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : [];
const SELECTIONS = selectNodes(schema);
const WRITES = Number(process.env.MIRROR_WRITES ?? 150);

function openMirror(): Mirror {
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await gateway().ask<Record<string, unknown>>(query, variables);
    expect(errors, query.slice(0, 300)).toBeUndefined();
    return data;
  };
  return new Mirror(ask, KINDS, SELECTIONS);
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

  it(`has every field of every node as the server answers it, after ${WRITES} random mutations of the whole schema`, async () => {
    const random = createRandom(1);
    const inputsOf = createInputs(gateway);
    // Each mutation is run at least once.
    const order = [...MUTATIONS, ...Array.from({ length: WRITES }, () => random.pick(MUTATIONS))].slice(0, WRITES);
    for (const [index, mutation] of order.entries()) {
      for (const input of await inputsOf(mutation)) {
        const { userErrors } = await writeAs(gateway(), 'admin', mutation, '', input);
        expect(userErrors, mutation).toEqual([]);
      }
      if (index % 10 === 9) await mirror.sync();
    }
    await mirror.sync();
    const fresh = openMirror();
    await fresh.sync();
    expect(mirror.nodes.size).toBe(fresh.nodes.size);
    for (const [id, node] of fresh.nodes)
      expect(mirror.nodes.get(id), Buffer.from(id, 'base64').toString()).toEqual(node);
  }, 120_000);
});
