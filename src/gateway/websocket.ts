import type { Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Pipeline } from './graphql.js';
import { chooseRequestId, runAsRequest } from './request-id.js';

/** Serves graphql-transport-ws at /graphql over the same pipeline as HTTP. */
export function serveWebSockets(server: Server, pipeline: Pipeline, maxFrameBytes: number) {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: maxFrameBytes });
  const handler = useServer(
    {
      // What is wrong with one operation is an `error` message for it: the socket and its other operations live.
      onSubscribe: async (connection, _id, payload) => {
        const enveloped = pipeline.getEnveloped({ request: connection.extra.request, params: payload });
        const { contextFactory, execute, parse, schema, subscribe, validate } = enveloped;
        try {
          const document = parse(payload.query);
          const faults = validate(schema, document);
          if (faults.length > 0) return faults;
          const requestId = chooseRequestId(undefined);
          return {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue: await runAsRequest(requestId, contextFactory),
            execute: (args: Parameters<typeof execute>[0]) => runAsRequest(requestId, () => execute(args)),
            subscribe: (args: Parameters<typeof subscribe>[0]) => runAsRequest(requestId, () => subscribe(args)),
          };
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError('the operation could not be read')];
        }
      },
    },
    sockets,
  );
  return { close: async () => handler.dispose() };
}
