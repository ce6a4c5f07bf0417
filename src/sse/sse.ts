import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Revocations } from '../access/revocations.js';
import type { Connections } from '../connections/connections.js';
import { type StreamLimits, spread } from '../connections/streams.js';
import { codedError } from '../errors.js';
import { type Params, readParams } from '../http/read-request.js';
import type { RequestBodies } from '../http/request-bodies.js';
import { PRIVATE, readStatus, refuse } from '../http/response.js';
import type { PlainAnswer } from '../http/yoga.js';
import { hasCredentials, readCredentials, watchCaller } from '../operation/caller.js';
import type { LiveStream } from '../operation/live.js';
import { describeErrors, type MaskError } from '../operation/mask-errors.js';
import type { RunOperation } from '../operation/run.js';
import type { Caller } from '../schema/context.js';
import { type EventStream, openEventStream } from './event-stream.js';

/** The `Cache-Control` of every event stream. Proxies must neither store nor change it. */
const UNCHANGED = 'no-cache, no-transform';
/** The HTTP statuses with which a request is refused even if the client accepts only events. */
const REFUSALS_OF_HTTP = [401, 403, 405, 500, 503];

interface Options {
  readonly runOperation: RunOperation;
  readonly maskError: MaskError;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
  readonly limits: StreamLimits;
  /** Counts a connection as an event stream until the returned function is called. */
  readonly hold: Connections['hold'];
  readonly bodies: RequestBodies;
  readonly drainSeconds: number;
  readonly answerPlain: PlainAnswer;
}

/**
 * Answers operations with server-sent events, in the "distinct connections mode" of the protocol graphql-sse. A refused
 * operation gets status 200 and an event with its errors. An `EventSource` can't read the body of a 4xx. Other clients
 * take a 4xx for a network error, and try again. Only the statuses in `REFUSALS_OF_HTTP` are sent as HTTP statuses.
 */
export function createSse(options: Options) {
  const { bodies, clock, drainSeconds, limits, maskError, revocations, runOperation } = options;
  const following = new Set<EventStream>();
  let isClosing = false;

  function follow(request: IncomingMessage, response: ServerResponse, caller: Caller, live: LiveStream): void {
    if (isClosing)
      throw codedError(
        'UNAVAILABLE',
        'this gateway is closing: send the operation again, and another gateway will answer',
      );
    const refusal = limits.enter(caller.address);
    if (refusal) throw codedError('LIMIT_EXCEEDED', refusal, { http: { status: 503 } });
    const letGo = options.hold(request.socket);
    const stream = open(request, response);
    following.add(stream);
    const place = live.follow(stream);
    const forget = watchCaller(caller, clock(), revocations, stream.end);
    response.once('close', () => {
      following.delete(stream);
      place.leave();
      forget();
      limits.leave(caller.address);
      letGo();
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse, caller: Caller, params: Params) {
    const { query: text, ...asked } = params;
    const lastEventId = [request.headers['last-event-id'] ?? []].flat().join() || undefined;
    const mayWrite = request.method === 'POST';
    const outcome = await runOperation({ ...asked, text, caller, transport: 'sse', mayWrite, lastEventId });
    if ('errors' in outcome) return tell(request, response, outcome.errors);
    if ('follow' in outcome) {
      // If the client has left meanwhile, its `close` event is over, so nothing would end the subscription.
      if (!response.destroyed) follow(request, response, caller, outcome);
      return;
    }
    if (takesJson(request)) await options.answerPlain(request, response, { caller, params, outcome });
    else open(request, response).answer(describeErrors(await outcome.run()));
  }

  return {
    /** Answers a request. A client that also accepts JSON gets events only for a subscription, otherwise JSON. */
    answer: async (request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> => {
      try {
        const params = await readParams(request, bodies);
        await answer(request, response, caller, params).catch((error: unknown) => {
          tell(request, response, [maskError(error)]);
        });
      } catch (error) {
        refuse(request, response, [maskError(error)]);
      }
    },
    /** Ends all subscriptions over the drain time, without `complete`, so that clients connect to another gateway. */
    close: async (): Promise<void> => {
      isClosing = true;
      await spread([...following], drainSeconds, (stream) => stream.end());
    },
  };
}

/** True if a client asks for server-sent events. */
export function takesEvents(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'POST') && takes(request, ['text/event-stream']);
}

function tell(request: IncomingMessage, response: ServerResponse, errors: readonly GraphQLError[]): void {
  if (takesJson(request) || REFUSALS_OF_HTTP.includes(readStatus(errors))) refuse(request, response, errors);
  else open(request, response).answer(describeErrors({ errors }));
}

function open(request: IncomingMessage, response: ServerResponse): EventStream {
  const isPrivate = hasCredentials(readCredentials(request.headers));
  return openEventStream(response, isPrivate ? `${PRIVATE}, ${UNCHANGED}` : UNCHANGED);
}

const takesJson = (request: IncomingMessage) =>
  takes(request, ['application/json', 'application/graphql-response+json']);

/** True if the Accept header of a request names one of these types. A wildcard does not count. */
function takes({ headers }: IncomingMessage, types: readonly string[]): boolean {
  const named = (headers.accept ?? '').toLowerCase().split(',');
  return named.some((entry) => types.includes(entry.split(';')[0]?.trim() ?? ''));
}
