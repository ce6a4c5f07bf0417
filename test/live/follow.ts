import { readFile } from 'node:fs/promises';
import { type Client, createClient } from 'graphql-ws';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { TestGateway } from '../support/gateway.js';

/** An event with the fields that the tests' operations select. */
export interface Told {
  readonly cursor: string;
  readonly change: string;
  readonly itemId?: string | null;
  readonly postId?: string | null;
  readonly reason?: string | null;
  readonly item?: Record<string, unknown> | null;
  readonly post?: Record<string, unknown> | null;
}

/** A running subscription, and the events that it has received. */
export interface Following<Event = Told> {
  readonly told: Event[];
  readonly errors: unknown[];
  readonly stop: () => void;
}

/** Opens subscriptions over WebSockets, and closes all of them after each test. `name` is an example, or a whole document. */
export function useFollowing<Event = Told>(gateway: () => TestGateway) {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });
  return async (name: string, variables: Record<string, unknown> = {}, at = gateway()): Promise<Following<Event>> => {
    const client = createClient({
      url: `${at.address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
    });
    clients.push(client);
    const told: Event[] = [];
    const errors: unknown[] = [];
    const query = name.startsWith('subscription')
      ? name
      : await readFile(new URL(`../../examples/${name}.graphql`, import.meta.url), 'utf8');
    const stop = client.subscribe<Record<string, Event>>(
      { query, variables },
      {
        next: ({ data, errors: refused }) => {
          if (refused) errors.push(...refused);
          const [event] = Object.values(data ?? {});
          if (event) told.push(event);
        },
        error: (error) => void errors.push(...(Array.isArray(error) ? error : [error])),
        complete: () => {},
      },
    );
    // When a later query on the same socket has its answer, the subscription is running.
    await new Promise<void>((done) => {
      client.subscribe(
        { query: '{ __typename }' },
        { next: () => done(), error: () => done(), complete: () => done() },
      );
    });
    await new Promise((done) => setTimeout(done, 50));
    return { told, errors, stop };
  };
}
