import { answerQuestions } from './child.js';
import { openGraphQLSocket } from './fanout-socket.js';

/** The sockets that this process opens, on which it subscribes with many different texts of an operation. */
export interface OpenNeighbours {
  readonly port: number;
  readonly sockets: number;
  readonly texts: number;
  /** The operation. A comment with a number makes each of its texts different. */
  readonly query: string;
}

let heard = 0;

async function openOne(port: number, operations: readonly string[]): Promise<void> {
  const count = () => {
    heard += 1;
  };
  const socket = await openGraphQLSocket(port, count, () => {});
  for (const [id, query] of operations.entries())
    socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query } }));
}

async function open({ port, query, sockets, texts }: OpenNeighbours): Promise<void> {
  const all = Array.from({ length: texts }, (_, index) => `# ${index}\n${query}`);
  const share = Math.ceil(texts / sockets);
  const opened = Array.from({ length: sockets }, (_, index) =>
    openOne(port, all.slice(index * share, (index + 1) * share)),
  );
  await Promise.all(opened);
}

answerQuestions({ open, heard: () => heard });
