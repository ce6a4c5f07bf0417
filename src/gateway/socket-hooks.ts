import { type ExecutionArgs, type GraphQLError, getOperationAST } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Hub } from '../live/hub.js';
import type { ReadCaller } from './caller.js';
import type { Pipeline } from './graphql.js';
import type { Opened, OpenLive } from './live-operation.js';
import { describeErrors, type MaskError } from './mask-errors.js';
import { chooseRequestId, runAsRequest } from './request-id.js';
import { type Connected, createSocketCallers } from './socket-caller.js';
import { followOverSocket } from './socket-follower.js';
import { takesFrame, waitForRoom } from './socket-room.js';
import { turnIn } from './socket-tickets.js';

export interface HookOptions {
  readonly pipeline: Pipeline;
  readonly readCaller: ReadCaller;
  readonly clock: () => Date;
  readonly maskError: MaskError;
  readonly hub: Hub;
  readonly openLive: OpenLive;
}

interface Options extends HookOptions {
  /** A client has said `connection_init`. */
  readonly greeted: (socket: WebSocket) => void;
}

type Hooks = ServerOptions<Record<string, unknown> | undefined, Connected>;
type Runner = Required<Pick<Hooks, 'execute' | 'subscribe'>>;

/** What graphql-ws asks for: who is let in, how an operation runs, and what is told of it. */
export function createSocketHooks(options: Options): Hooks {
  const { clock, greeted, hub, maskError, openLive, pipeline, readCaller } = options;
  // graphql-ws would run operations with the bare `graphql`: each has its own pipeline's functions.
  const runners = new WeakMap<ExecutionArgs, Partial<Runner>>();
  const callers = createSocketCallers({ clock, maskError, readCaller });
  const describe = (errors: readonly GraphQLError[]) => describeErrors(errors, maskError);

  /** Apart from what an operation is prepared with, which would live as long as it. */
  const toFollow = (live: Opened, socket: WebSocket, id: string): Pick<Runner, 'subscribe'> => ({
    subscribe: () => followOverSocket(hub, live, socket, id),
  });

  async function prepare(extra: Connected, id: string, params: SubscribePayload, requestId: string) {
    const caller = await callers.find(extra);
    // The upgrade was a GET, which may not write; a message may.
    const enveloped = pipeline.getEnveloped({ request: { method: 'POST' }, params, caller });
    const document = enveloped.parse(params.query);
    const faults = enveloped.validate(enveloped.schema, document);
    if (faults.length > 0) return faults;
    const { operationName, variables } = params;
    const args: ExecutionArgs = { schema: enveloped.schema, document, operationName: operationName ?? null };
    if (getOperationAST(document, operationName)?.operation === 'subscription') {
      const live = await openLive({ document, operationName, variables, caller });
      if ('errors' in live) return live.errors;
      runners.set(args, toFollow(live, extra.socket, id));
      return args;
    }
    args.variableValues = variables ?? null;
    args.contextValue = await enveloped.contextFactory();
    const execute = () => runAsRequest(requestId, () => enveloped.execute(args));
    // What fails as a whole is an answer too: the socket and its other operations live.
    runners.set(args, {
      execute: async () => {
        try {
          return await execute();
        } catch (error) {
          return { errors: [runAsRequest(requestId, () => maskError(error))] };
        }
      },
    });
    return args;
  }

  return {
    connectionInitWaitTimeout: 0,
    onConnect: ({ connectionParams, extra }) => {
      greeted(extra.socket);
      return runAsRequest(chooseRequestId(undefined), () => callers.admit(extra, connectionParams));
    },
    onSubscribe: ({ extra }, id, ticket) => {
      const params = turnIn(ticket);
      const requestId = chooseRequestId(undefined);
      return runAsRequest(requestId, async () => {
        // What is wrong with one operation is an `error` message for it: the socket and its other operations live.
        try {
          return await prepare(extra, id, params, requestId);
        } catch (error) {
          return [maskError(error)];
        }
      });
    },
    execute: (args) => takeRunner(runners, args, 'execute')(args),
    subscribe: (args) => takeRunner(runners, args, 'subscribe')(args),
    onPing: ({ extra }) => void takesFrame(extra.socket),
    onError: ({ extra }, _id, _payload, errors) => {
      takesFrame(extra.socket);
      return describe(errors);
    },
    onNext: async ({ extra }, _id, _payload, _args, { data, errors }) => {
      await waitForRoom(extra.socket);
      return errors && { ...(data !== undefined && { data }), errors: describe(errors) };
    },
  };
}

/** It runs once: graphql-ws holds the arguments for as long as the operation lives. */
function takeRunner<Kind extends keyof Runner>(
  runners: WeakMap<ExecutionArgs, Partial<Runner>>,
  args: ExecutionArgs,
  kind: Kind,
): NonNullable<Partial<Runner>[Kind]> {
  const runner = runners.get(args)?.[kind];
  if (!runner) throw new Error('an operation runs that was never subscribed to');
  runners.delete(args);
  return runner;
}
