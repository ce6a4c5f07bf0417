import { type ExecutionArgs, parse } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Shares } from '../db/shares.js';
import { describeErrors } from '../operation/mask-errors.js';
import { chooseRequestId, runAsRequest } from '../operation/request-id.js';
import { schema } from '../schema/schema.js';
import { type AdmissionOptions, createAdmission } from './admission.js';
import { takesFrame } from './backpressure.js';
import type { SocketClient } from './client.js';
import { MOST_AT_ONCE, type OperationOptions, SocketOperation } from './operation.js';
import { Frames } from './subscriber.js';

export type ProtocolOptions = AdmissionOptions & Pick<OperationOptions, 'holdAnswer' | 'runOperation'>;

interface Greeted {
  /** Called when a client has sent `connection_init`. */
  readonly greeted: (socket: WebSocket) => void;
}

/**
 * The document that graphql-ws gets for every operation, in place of the client's own. It is a subscription, so that graphql-ws
 * iterates over a `SocketOperation` and executes nothing itself.
 */
const STREAM = parse('subscription { __typename }');

/**
 * Creates the server of the protocol graphql-transport-ws. The hooks of graphql-ws authenticate clients, and refuse or start
 * operations. A refused operation gets an `error` message. The socket and its other operations stay open.
 */
export function createProtocol(settings: ProtocolOptions & Greeted): Server<SocketClient> {
  const { greeted, holdAnswer, runOperation, ...options } = settings;
  const { maskError } = options;
  const { admit, findCaller } = createAdmission(options);
  const shared = { findCaller, runOperation, holdAnswer, turns: new Shares(MOST_AT_ONCE), frames: new Frames() };

  return makeServer<Record<string, unknown> | undefined, SocketClient>({
    // 0 turns the timer of graphql-ws off: greetings.ts does this with one timer for all sockets.
    connectionInitWaitTimeout: 0,
    onConnect: ({ connectionParams, extra: client }) => {
      greeted(client.socket);
      return runAsRequest(chooseRequestId(), () => admit(client, connectionParams));
    },
    onSubscribe: async ({ extra: client }) => {
      const operation = client.beginning;
      const errors = await operation.prepare(shared).catch((error: unknown) => [maskError(error)]);
      return errors.length > 0 ? errors : { schema, document: STREAM, contextValue: operation };
    },
    subscribe: ({ contextValue }: ExecutionArgs) => {
      if (contextValue instanceof SocketOperation) return contextValue.start(shared);
      throw new Error('graphql-ws starts an unknown operation');
    },
    onPing: ({ extra: client }) => void takesFrame(client.socket),
    onError: ({ extra: client }, _id, _payload, errors) => {
      takesFrame(client.socket);
      return describeErrors({ errors: errors.map(maskError) }).errors;
    },
  });
}
