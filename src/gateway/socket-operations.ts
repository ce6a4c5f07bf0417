/** Gives a message to the protocol; resolves once the operation that it began has ended. */
type Take = (message: string) => Promise<void>;

interface Options {
  /** Operations that may run at once; 0 is no limit. */
  readonly limit: number;
  readonly isOpen: () => boolean;
  readonly take: Take;
  /** Tells the client that an operation is one too many. */
  readonly refuse: (id: string) => void;
  /** What `take` fails with: only the gateway's own faults. */
  readonly fail: (error: unknown) => void;
}

interface Operation {
  readonly id: string;
  ended: Promise<void>;
  isStarted: boolean;
  /** The client wants no more of it; a query may still run. */
  isEnding: boolean;
}

/**
 * The operations of one socket: each counts until it has ended and its answer is sent, also when the client has called it
 * off. A client may use an id again once it has called it off: what comes under it waits for the old one's end, as graphql-ws
 * would take the one for the other.
 */
export function createSocketOperations({ fail, isOpen, limit, refuse, take }: Options) {
  const byId = new Map<string, Operation>();
  let running = 0;
  /** Messages that came behind one that found no place. */
  let later: string[] | undefined;

  async function run(operation: Operation, before: Operation | undefined, message: string): Promise<void> {
    if (before) await before.ended;
    if (operation.isEnding || !isOpen()) return;
    operation.isStarted = true;
    await take(message);
  }

  function subscribe(id: string, message: string, isLate: boolean) {
    const before = byId.get(id);
    // Under an id that is in use: the protocol closes the socket.
    if (before && !before.isEnding) return give(message);
    if (limit > 0 && running >= limit) return isLate ? refuse(id) : tryLater(message);
    running += 1;
    const operation: Operation = { id, ended: Promise.resolve(), isStarted: false, isEnding: false };
    byId.set(id, operation);
    operation.ended = run(operation, before, message)
      .catch(fail)
      .finally(() => {
        running -= 1;
        if (byId.get(id) === operation) byId.delete(id);
      });
  }

  function complete(id: string, message: string): void {
    const operation = byId.get(id);
    if (operation) operation.isEnding = true;
    if (!operation || operation.isStarted) give(message);
  }

  function give(message: string): void {
    take(message).catch(fail);
  }

  /** A subscription that was called off just before has ended by then. */
  function tryLater(message: string): void {
    later = [message];
    setImmediate(() => {
      const [, ...behind] = later ?? [];
      later = undefined;
      handle(message, true);
      for (const next of behind) receive(next);
    });
  }

  function handle(message: string, isLate: boolean) {
    if (!isOpen()) return;
    const { id, type } = peek(message);
    if (typeof id !== 'string') return give(message);
    if (type === 'subscribe') return subscribe(id, message, isLate);
    if (type === 'complete') return complete(id, message);
    return give(message);
  }

  function receive(message: string): void {
    if (later) later.push(message);
    else handle(message, false);
  }

  return { receive };
}

/** What is no message at all, the protocol finds out. */
function peek(message: string): { readonly id?: unknown; readonly type?: unknown } {
  try {
    return Object(JSON.parse(message));
  } catch {
    return {};
  }
}
