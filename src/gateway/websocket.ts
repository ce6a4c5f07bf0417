import type { Server } from 'node:http';
import { type ExecutionArgs, type GraphQLError, getOperationAST } from 'graphql';
import type { Disposable } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Hub } from '../live/hub.js';
import type { ReadCaller } from './caller.js';
import type { Pipeline } from './graphql.js';
import type { OpenLive } from './live-operation.js';
import { describeErrors, type MaskError } from './mask-errors.js';
import { chooseRequestId, runAsRequest } from './request-id.js';
import { createSocketCallers, type SocketExtra } from './socket-caller.js';
import { followOverSocket } from './socket-follower.js';

/** How long a client may take to say goodbye when the gateway closes. */
const GOODBYE_MS = 2000;

interface Options {
  readonly maxFrameBytes: number;
  readonly readCaller: ReadCaller;
  readonly clock: () => Date;
  readonly maskError: MaskError;
  readonly hub: Hub;
  readonly openLive: OpenLive;
  readonly logger: Logger;
}

type Enveloped = ReturnType<Pipeline['getEnveloped']>;
type Runner = Pick<Enveloped, 'execute' | 'subscribe'>;

/** Serves graphql-transport-ws at /graphql over the same pipeline as HTTP, on a server that listens. */
export function serveWebSockets(
  server: Server,
  pipeline: Pipeline,
  { clock, hub, logger, maskError, maxFrameBytes, openLive, readCaller }: Options,
) {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: maxFrameBytes });
  // graphql-ws would run operations with the bare `graphql`: each has its own pipeline's functions.
  const runners = new WeakMap<ExecutionArgs, Runner>();
  const describe = (errors: readonly GraphQLError[]) => describeErrors(errors, maskError);
  const opened = new WeakMap<ExecutionArgs, () => AsyncIterableIterator<never>>();
  const callers = createSocketCallers({ clock, maskError, readCaller });
  const handler = useServer<Record<string, unknown> | undefined, SocketExtra>(
    {
      onConnect: ({ connectionParams, extra }) =>
        runAsRequest(chooseRequestId(undefined), () => callers.admit(extra, connectionParams)),
      onSubscribe: async ({ extra }, id, params) => {
        const requestId = chooseRequestId(undefined);
        // What is wrong with one operation is an `error` message for it: the socket and its other operations live.
        try {
          const caller = await runAsRequest(requestId, () => callers.find(extra));
          // The upgrade was a GET, which may not write; a message may.
          const enveloped = pipeline.getEnveloped({ request: { method: 'POST' }, params, caller });
          const document = enveloped.parse(params.query);
          const faults = enveloped.validate(enveloped.schema, document);
          if (faults.length > 0) return faults;
          const { operationName, variables } = params;
          if (getOperationAST(document, operationName)?.operation === 'subscription') {
            const live = await runAsRequest(requestId, () => openLive({ document, operationName, variables, caller }));
            if ('errors' in live) return live.errors;
            const liveArgs: ExecutionArgs = {
              schema: enveloped.schema,
              document,
              operationName: operationName ?? null,
            };
            opened.set(liveArgs, () => followOverSocket(hub, live, extra.socket, id));
            return liveArgs;
          }
          const args: ExecutionArgs = {
            schema: enveloped.schema,
            document,
            operationName: params.operationName ?? null,
            variableValues: params.variables ?? null,
            contextValue: await runAsRequest(requestId, enveloped.contextFactory),
          };
          runners.set(args, runIn(requestId, enveloped));
          return args;
        } catch (error) {
          return [runAsRequest(requestId, () => maskError(error))];
        }
      },
      execute: (args) => findRunner(runners, args).execute(args),
      subscribe: (args) => opened.get(args)?.() ?? findRunner(runners, args).subscribe(args),
      onError: (_context, _id, _payload, errors) => describe(errors),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors && { ...(result.data !== undefined && { data: result.data }), errors: describe(result.errors) },
    },
    sockets,
  );
  // graphql-ws writes errors to the console. What a client does wrong (a frame over the limit) ends its socket: that is all.
  sockets.on('connection', (socket) => {
    socket.removeAllListeners('error').on('error', (err) => logger.debug({ err }, 'a WebSocket failed'));
  });
  return { close: () => closeSockets(sockets, handler) };
}

function runIn(requestId: string, { execute, subscribe }: Runner): Runner {
  return {
    execute: (args) => runAsRequest(requestId, () => execute(args)),
    subscribe: (args) => runAsRequest(requestId, () => subscribe(args)),
  };
}

function findRunner(runners: WeakMap<ExecutionArgs, Runner>, args: ExecutionArgs): Runner {
  const runner = runners.get(args);
  if (!runner) throw new Error('an operation runs that was never subscribed to');
  return runner;
}

/** Says goodbye to all; a client that does not answer is cut. */
async function closeSockets(sockets: WebSocketServer, handler: Disposable): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, GOODBYE_MS);
  await handler.dispose();
  clearTimeout(cut);
}
