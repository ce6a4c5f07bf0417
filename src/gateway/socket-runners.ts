import { type ExecutionArgs, type GraphQLError, getOperationAST, parse } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../graphql/context.js';
import type { Hub } from '../live/hub.js';
import type { Pipeline } from './graphql.js';
import type { Opened, OpenLive } from './live-operation.js';
import type { MaskError } from './mask-errors.js';
import { runAsRequest } from './request-id.js';
import { followOverSocket } from './socket-follower.js';

type Runner = Required<Pick<ServerOptions, 'execute' | 'subscribe'>>;

export interface RunnerOptions {
  readonly pipeline: Pipeline;
  readonly hub: Hub;
  readonly openLive: OpenLive;
  readonly maskError: MaskError;
}

/** An operation that came over a socket. */
interface Asked {
  readonly socket: WebSocket;
  readonly id: string;
  readonly params: SubscribePayload;
  readonly caller: Caller;
  readonly requestId: string;
}

/**
 * What graphql-ws is told of a subscription. It holds that for as long as the subscription lives, and only looks up that it
 * is one: the document that a client sends takes a megabyte.
 */
const SUBSCRIPTION = parse('subscription { __typename }', { noLocation: true });

/** Runs the operations of sockets by the pipeline that runs those of HTTP: graphql-ws would run them with the bare `graphql`. */
export function createSocketRunners({ hub, maskError, openLive, pipeline }: RunnerOptions) {
  const runners = new WeakMap<ExecutionArgs, Partial<Runner>>();

  /** Apart from what an operation is prepared with, which would live as long as it. */
  const toFollow = (live: Opened, socket: WebSocket, id: string): Pick<Runner, 'subscribe'> => ({
    subscribe: () => followOverSocket(hub, live, socket, id),
  });

  return {
    /** What graphql-ws runs an operation with; or what is wrong with it. */
    prepare: async ({
      caller,
      id,
      params,
      requestId,
      socket,
    }: Asked): Promise<ExecutionArgs | readonly GraphQLError[]> => {
      // The upgrade was a GET, which may not write; a message may.
      const enveloped = pipeline.getEnveloped({ request: { method: 'POST' }, params, caller });
      const document = enveloped.parse(params.query);
      const faults = enveloped.validate(enveloped.schema, document);
      if (faults.length > 0) return faults;
      const { operationName, variables } = params;
      const { schema } = enveloped;
      if (getOperationAST(document, operationName)?.operation === 'subscription') {
        const live = await openLive({ document, operationName, variables, caller });
        if ('errors' in live) return live.errors;
        const held: ExecutionArgs = { schema, document: SUBSCRIPTION };
        runners.set(held, toFollow(live, socket, id));
        return held;
      }
      const args: ExecutionArgs = {
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue: await enveloped.contextFactory(),
      };
      const execute = async () => {
        try {
          return await runAsRequest(requestId, () => enveloped.execute(args));
        } catch (error) {
          // What fails as a whole is an answer too: the socket and its other operations live.
          return { errors: [runAsRequest(requestId, () => maskError(error))] };
        }
      };
      runners.set(args, { execute });
      return args;
    },

    /** It runs once: graphql-ws holds the arguments for as long as the operation lives. */
    take: <Kind extends keyof Runner>(args: ExecutionArgs, kind: Kind): NonNullable<Partial<Runner>[Kind]> => {
      const runner = runners.get(args)?.[kind];
      if (!runner) throw new Error('an operation runs that was never subscribed to');
      runners.delete(args);
      return runner;
    },
  };
}
