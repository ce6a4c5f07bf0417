import { createClient } from 'graphql-ws';
import { afterEach, expect } from 'vitest';
import { WebSocket } from 'ws';
import { readOperation, type TestGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';

export interface TickerEvent {
  readonly cursor: string;
  readonly change: string;
  readonly item: { readonly text: string } | null;
}

/** Asks a gateway for its `liveCursor`. */
export async function askLiveCursor(gateway: TestGateway): Promise<string> {
  const { data } = await gateway.ask<{ liveCursor: string }>('{ liveCursor }');
  return data.liveCursor;
}

/** Publishes a breaking item through a gateway. Returns the cursor of the event. */
export async function publishLine(gateway: TestGateway, text: string, expiresAt?: Date): Promise<string> {
  const input = { text, expiresAt };
  const { cursor, userErrors } = await writeAs(gateway, 'publisher', 'publishBreakingItem', 'item { id }', input);
  expect(userErrors).toEqual([]);
  if (cursor === null) throw new Error('a published item must have a cursor');
  return cursor;
}

/** Subscribes to the ticker over sockets, and closes the sockets after each test. */
export function useTickers() {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });
  return {
    /** Returns the events after a cursor. Later events are added to the same list. */
    follow: async (gateway: TestGateway, after: string): Promise<TickerEvent[]> => {
      const query = await readOperation('BreakingTicker');
      const client = createClient({
        url: `${gateway.address.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      closers.push(() => client.terminate());
      const events: TickerEvent[] = [];
      client.subscribe<{ breakingNews: TickerEvent }>(
        { query, variables: { after } },
        {
          next: ({ data, errors }) => {
            if (data) events.push(data.breakingNews);
            else events.push({ cursor: '', change: JSON.stringify(errors), item: null });
          },
          error: () => {},
          complete: () => {},
        },
      );
      return events;
    },
  };
}

/** The texts of the items, in order. */
export const textsOf = (events: readonly TickerEvent[]): (string | undefined)[] => events.map(({ item }) => item?.text);
