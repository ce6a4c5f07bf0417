import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLParams } from 'graphql-yoga';
import type { Revocations } from '../access/revocations.js';
import { codedError } from '../errors.js';
import type { Caller } from '../graphql/context.js';
import type { Hub } from '../live/hub.js';
import { hasCredentials, readCredentials } from './caller.js';
import type { Connections } from './connections.js';
import { type EventStream, openEventStream } from './event-stream.js';
import { whenExpired } from './expiry.js';
import type { Pipeline } from './graphql.js';
import { Refused } from './live-errors.js';
import type { Opened, OpenLive } from './live-operation.js';
import { describeErrors, type MaskError } from './mask-errors.js';
import { forgetParams, readParams } from './read-request.js';
import { PRIVATE, readStatus, refuse } from './refusal.js';
import type { RequestBodies } from './request-bodies.js';
import { spread } from './socket-drain.js';
import type { SocketLimits } from './socket-limits.js';
import { checkOperation } from './sse-operation.js';

const UNCHANGED = 'no-cache, no-transform';
/** What HTTP itself has a word for: not who may ask, not by this method, not now. */
const REFUSALS_OF_HTTP = [401, 403, 405, 500, 503];

interface Options {
  readonly pipeline: Pipeline;
  readonly openLive: OpenLive;
  readonly hub: Hub;
  readonly maskError: MaskError;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
  /** Subscriptions count as the connections that they are. */
  readonly limits: SocketLimits;
  /** Counts a connection as a stream's, until what it returns is called. */
  readonly hold: Connections['hold'];
  readonly bodies: RequestBodies;
  /** Over how long streams are ended when the gateway closes. */
  readonly drainSeconds: number;
}

/**
 * Answers operations with server-sent events, each over a request of its own: graphql-sse's distinct connections mode. By
 * its protocol what is wrong with an operation comes as an event too: an EventSource can't read a 4xx, and clients of the
 * protocol take one for a broken network, and send the same again. A request that HTTP refuses gets its status.
 */
export function createSse(options: Options) {
  const { bodies, clock, drainSeconds, hub, limits, maskError, openLive, revocations } = options;
  const following = new Set<EventStream>();
  let isClosing = false;

  function follow(request: IncomingMessage, response: ServerResponse, caller: Caller, live: Opened): void {
    forgetParams(request);
    if (isClosing) throw closing();
    const refusal = limits.enter(caller.address);
    if (refusal) throw codedError('LIMIT_EXCEEDED', refusal, { http: { status: 503 } });
    const letGo = options.hold(request.socket);
    const stream = open(request, response);
    following.add(stream);
    const place = hub.follow(live.request, live.after, stream);
    const forgetExpiry = whenExpired(caller, clock(), stream.end);
    const forgetRevocation = revocations.watch(caller, stream.end);
    response.once('close', () => {
      following.delete(stream);
      place.leave();
      forgetExpiry();
      forgetRevocation();
      limits.leave(caller.address);
      letGo();
    });
  }

  /** Answers a valid request; false for what is left to plain HTTP. Fails with what is wrong with the operation. */
  async function run(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    params: GraphQLParams,
  ): Promise<boolean> {
    const operation = checkOperation(options, request.method ?? '', params, caller);
    if ('errors' in operation) throw new Refused(operation.errors);
    if (!operation.isSubscription) {
      if (takes(request, ...JSON_TYPES)) return false;
      const stream = open(request, response);
      stream.answer(await operation.run());
      return true;
    }
    const { operationName, variables } = params;
    const lastEventId = [request.headers['last-event-id'] ?? []].flat().join() || undefined;
    const live = await openLive({ document: operation.document, operationName, variables, caller, lastEventId });
    if ('errors' in live) throw new Refused(live.errors);
    // It may have gone while it was looked at, and then never says so again.
    if (!response.destroyed) follow(request, response, caller, live);
    return true;
  }

  return {
    /** Whether it is answered here. A client that takes JSON too gets that for all but a subscription. */
    answer: async (request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<boolean> => {
      const { method } = request;
      if ((method !== 'GET' && method !== 'POST') || !takes(request, 'text/event-stream')) return false;
      const params = await readParams(request, bodies).catch((error: unknown) => {
        refuse(response, [maskError(error)], maskError);
      });
      if (!params) return true;
      try {
        return await run(request, response, caller, params);
      } catch (error) {
        const errors = error instanceof Refused ? error.errors.map(maskError) : [maskError(error)];
        const isPlain = takes(request, ...JSON_TYPES) || REFUSALS_OF_HTTP.includes(readStatus(errors));
        if (isPlain) refuse(response, errors, maskError);
        else open(request, response).answer({ errors: describeErrors(errors, maskError) });
        return true;
      }
    },
    /** Ends subscriptions without completing them, over the drain time: their clients come back, to another gateway. */
    close: async (): Promise<void> => {
      isClosing = true;
      await spread([...following], drainSeconds, (stream) => stream.end());
    },
  };
}

const closing = () => codedError('UNAVAILABLE', 'this gateway is closing: ask again, and another answers');

function open(request: IncomingMessage, response: ServerResponse): EventStream {
  const isPrivate = hasCredentials(readCredentials(request.headers));
  response.appendHeader('Vary', 'Accept');
  return openEventStream(response, isPrivate ? `${PRIVATE}, ${UNCHANGED}` : UNCHANGED);
}

const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

/** Whether a client names one of these types in its Accept header. */
function takes({ headers }: IncomingMessage, ...types: readonly string[]): boolean {
  const named = (headers.accept ?? '').toLowerCase().split(',');
  return named.some((entry) => types.includes(entry.split(';')[0]?.trim() ?? ''));
}
