import type { Server } from 'node:http';
import type { ExecutionArgs, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Disposable } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { ReadCaller } from './caller.js';
import type { Pipeline } from './graphql.js';
import type { MaskError } from './mask-errors.js';
import { chooseRequestId, runAsRequest } from './request-id.js';
import { createSocketCallers, type SocketExtra } from './socket-caller.js';

/** How long a client may take to say goodbye when the gateway closes. */
const GOODBYE_MS = 2000;

interface Options {
  readonly maxFrameBytes: number;
  readonly readCaller: ReadCaller;
  readonly clock: () => Date;
  readonly maskError: MaskError;
  readonly logger: Logger;
}

type Enveloped = ReturnType<Pipeline['getEnveloped']>;
type Runner = Pick<Enveloped, 'execute' | 'subscribe'>;

/** Serves graphql-transport-ws at /graphql over the same pipeline as HTTP, on a server that listens. */
export function serveWebSockets(
  server: Server,
  pipeline: Pipeline,
  { clock, logger, maskError, maxFrameBytes, readCaller }: Options,
) {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: maxFrameBytes });
  // graphql-ws would run operations with the bare `graphql`: each has its own pipeline's functions.
  const runners = new WeakMap<ExecutionArgs, Runner>();
  const describe = (errors: readonly GraphQLError[]) => errors.map((error) => withoutHttp(maskError(error)));
  const callers = createSocketCallers({ clock, maskError, readCaller });
  const handler = useServer<Record<string, unknown> | undefined, SocketExtra>(
    {
      onConnect: ({ connectionParams, extra }) =>
        runAsRequest(chooseRequestId(undefined), () => callers.admit(extra, connectionParams)),
      onSubscribe: async ({ extra }, _id, params) => {
        const requestId = chooseRequestId(undefined);
        // What is wrong with one operation is an `error` message for it: the socket and its other operations live.
        try {
          const enveloped = pipeline.getEnveloped({
            // The upgrade was a GET, which may not write; a message may.
            request: { method: 'POST' },
            params,
            caller: await runAsRequest(requestId, () => callers.find(extra)),
          });
          const document = enveloped.parse(params.query);
          const faults = enveloped.validate(enveloped.schema, document);
          if (faults.length > 0) return faults;
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
      subscribe: (args) => findRunner(runners, args).subscribe(args),
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

/** What HTTP would answer with is nothing to a socket. */
function withoutHttp(error: GraphQLError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

/** Says goodbye to all; a client that does not answer is cut. */
async function closeSockets(sockets: WebSocketServer, handler: Disposable): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, GOODBYE_MS);
  await handler.dispose();
  clearTimeout(cut);
}
