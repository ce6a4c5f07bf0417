import type { GraphQLError } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Revocations } from '../access/revocations.js';
import type { ReadCaller } from './caller.js';
import { describeErrors } from './mask-errors.js';
import { chooseRequestId, runAsRequest } from './request-id.js';
import { type Connected, createSocketCallers } from './socket-caller.js';
import { takesFrame } from './socket-room.js';
import { createSocketRunners, type RunnerOptions } from './socket-runners.js';
import { turnIn } from './socket-tickets.js';

export interface HookOptions extends RunnerOptions {
  readonly readCaller: ReadCaller;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
}

interface Options extends HookOptions {
  /** A client has said `connection_init`. */
  readonly greeted: (socket: WebSocket) => void;
}

type Hooks = ServerOptions<Record<string, unknown> | undefined, Connected>;

/** What graphql-ws asks for: who is let in, how an operation runs, and what is told of it. */
export function createSocketHooks({ clock, greeted, readCaller, revocations, ...options }: Options): Hooks {
  const { maskError } = options;
  const runners = createSocketRunners(options);
  const callers = createSocketCallers({ clock, maskError, readCaller, revocations });
  const describe = (errors: readonly GraphQLError[]) => describeErrors(errors, maskError);

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
          const caller = await callers.find(extra);
          return await runners.prepare({ connected: extra, id, params, caller, requestId });
        } catch (error) {
          return [maskError(error)];
        }
      });
    },
    execute: (args) => runners.take(args, 'execute')(args),
    subscribe: (args) => runners.take(args, 'subscribe')(args),
    onPing: ({ extra }) => void takesFrame(extra.socket),
    onError: ({ extra }, _id, _payload, errors) => {
      takesFrame(extra.socket);
      return describe(errors);
    },
  };
}
