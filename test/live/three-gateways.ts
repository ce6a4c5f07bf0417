import { expect } from 'vitest';
import type { TestDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { askLiveCursor, publishLine, textsOf, useTickers } from './ticker.js';

/** The longest wait for an event: longer than a poll of the log takes on a busy machine. */
export const SOON = { timeout: 5000, interval: 20 };

/** Three gateways on one database, and subscribers of their tickers. */
export function useThreeGateways(database: () => TestDatabase, settings: Record<string, string> = {}) {
  const gateways = [1, 2, 3].map(() => useGateway(database, settings));
  const tickers = useTickers();
  const gatewayAt = (index: number): TestGateway => {
    const gateway = gateways[index % gateways.length];
    if (!gateway) throw new Error('three gateways expected');
    return gateway();
  };
  return {
    gateways,
    gatewayAt,
    tickers,
    /** Publishes through all gateways at once. Checks that all subscribers get all events in the same order. */
    expectOneOrder: async (): Promise<void> => {
      const start = await askLiveCursor(gatewayAt(0));
      const followed = await Promise.all([0, 1, 2].map((index) => tickers.follow(gatewayAt(index), start)));
      const texts = Array.from({ length: 30 }, (_, index) => `Line ${index}`);
      await Promise.all(texts.map((text, index) => publishLine(gatewayAt(index), text)));
      for (const events of followed) await expect.poll(() => events.length, SOON).toBe(texts.length);
      const [first = [], ...others] = followed.map((events) => events.map(({ cursor }) => cursor));
      expect(others).toEqual([first, first]);
      expect(followed.map((events) => textsOf(events).sort())).toEqual([0, 1, 2].map(() => [...texts].sort()));
    },
  };
}
