import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach } from 'vitest';
import type { TestGateway } from '../support/gateway.js';

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** The response to an operation, which may still be arriving. */
export interface Stream {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: () => string;
  readonly events: () => StreamEvent[];
  /** The Last-Event-ID that a browser would send next. */
  readonly lastId: () => string;
  /** Resolves when the response has ended: to `whole` if it is complete, to `cut` if the connection was cut. */
  readonly ended: Promise<'whole' | 'cut'>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly leave: () => void;
}

interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** Opens event streams, each over its own connection, and closes all of them after each test. */
export function useStreams(gateway: () => Pick<TestGateway, 'address'>) {
  const streams: Stream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.leave();
  });
  return async (asked: Asked, headers: Record<string, string> = {}, method = 'POST'): Promise<Stream> => {
    const { operationName, query, variables } = asked;
    const search = new URLSearchParams({
      query,
      ...(variables && { variables: JSON.stringify(variables) }),
      ...(operationName !== undefined && { operationName }),
    });
    const sent = request(`${gateway().address}/graphql${method === 'GET' ? `?${search}` : ''}`, {
      method,
      agent: false,
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    });
    sent.end(method === 'GET' ? undefined : JSON.stringify(asked));
    const [response] = await once(sent, 'response');
    sent.on('error', () => {});
    const stream = readStream(response);
    streams.push(stream);
    return stream;
  };
}

function readStream(response: IncomingMessage): Stream {
  let text = '';
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  response.on('error', () => {});
  const ended = new Promise<'whole' | 'cut'>((done) => {
    response.on('close', () => done(response.complete ? 'whole' : 'cut'));
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: () => text,
    events: () => readEvents(text).events,
    lastId: () => readEvents(text).lastId,
    ended,
    pause: () => response.pause(),
    resume: () => response.resume(),
    leave: () => response.destroy(),
  };
}

/** Parses events as the HTML standard requires. An incomplete event is left out. */
function readEvents(text: string): { events: StreamEvent[]; lastId: string } {
  const events: StreamEvent[] = [];
  let lastId = '';
  for (const block of text.split('\n\n').slice(0, -1)) {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => !line.startsWith(':'))
        .map((line) => /^([^:]*):? ?(.*)$/s.exec(line) ?? [])
        .map(([, name = '', value = '']) => [name, value]),
    );
    lastId = fields.get('id') ?? lastId;
    const data = fields.get('data');
    if (data === undefined) continue;
    events.push({ event: fields.get('event') ?? 'message', id: lastId, data: data === '' ? null : JSON.parse(data) });
  }
  return { events, lastId };
}
