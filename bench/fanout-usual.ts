import { readFile } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { answerQuestions, readClock } from './child.js';

/** A simple pubsub: each event goes to the iterator of each subscriber. */
class Events {
  readonly #queues = new Set<(event: unknown) => void>();

  publish(event: unknown): void {
    for (const push of this.#queues) push(event);
  }

  async *follow(): AsyncGenerator<unknown> {
    const waiting: unknown[] = [];
    let wake = () => {};
    const push = (event: unknown) => {
      waiting.push(event);
      wake();
    };
    this.#queues.add(push);
    try {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift();
        await new Promise<void>((done) => {
          wake = done;
        });
      }
    } finally {
      this.#queues.delete(push);
    }
  }
}

/**
 * A server with graphql-ws in its usual form: the operation is executed and serialised for each subscriber. The benchmark
 * sends it complete events, so the server needs no database. The keep-alive is off: all measured servers run at the same
 * time, and the pings of this server would slow the others.
 */
const schema = buildSchema(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'));
const events = new Events();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/graphql' });
useServer({ schema, roots: { subscription: { breakingNews: () => events.follow() } } }, server, 0);

answerQuestions({
  port: () => Object(server.address()).port,
  send: (text: string): number => {
    const { payload } = JSON.parse(text);
    const begun = readClock();
    events.publish(payload.data);
    return begun;
  },
});
