import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/access/roles.js';
import { createToken } from '../../src/access/token-store.js';
import { type Client, runFuzz } from '../fuzz/run.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);

beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

describe('random operations', () => {
  it('are answered without internal errors and without unhandled rejections', async () => {
    const { data } = await gateway().ask<{ contentItems: { nodes: { slug: string }[] } }>(
      '{ contentItems(first: 40) { nodes { slug } } }',
    );
    const slugs = data.contentItems.nodes.map(({ slug }) => slug);
    const send =
      (headers: Record<string, string>): Client['send'] =>
      (operation) =>
        fetch(`${gateway().address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(operation),
        });
    const clients = [{ name: 'anybody', send: send({}) }];
    for (const role of ROLES.filter((one) => one !== 'reader')) {
      const { token } = await createToken(database().db, { createdAt: NOW, createdBy: 'test', name: role, role });
      clients.push({ name: role, send: send({ authorization: `Bearer ${token}` }) });
    }
    const report = await runFuzz({
      clients,
      ...{ operations: 500, mutations: 0.1, slugs, seed: 20_261_128 },
    });
    expect(report.faults).toEqual([]);
    expect(rejections).toEqual([]);
    expect(report.codes.get('OK')).toBeGreaterThan(30);
  });
});
