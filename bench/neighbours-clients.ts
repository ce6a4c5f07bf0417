import { answerQuestions } from './child.js';
import { CountingSocket } from './fanout-socket.js';

/** What a process that follows many different texts is asked to open. */
export interface OpenNeighbours {
  readonly port: number;
  readonly sockets: number;
  readonly texts: number;
  /** What each text is, but for a number of its own. */
  readonly query: string;
}

let heard = 0;

async function openOne(port: number, operations: readonly string[]): Promise<void> {
  let isAcknowledged = false;
  let begin = () => {};
  const acknowledged = new Promise<void>((done) => {
    begin = done;
  });
  const take = () => {
    if (isAcknowledged) heard += 1;
    isAcknowledged = true;
    begin();
  };
  const socket = new CountingSocket(port, take, () => {});
  await socket.opened;
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
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
