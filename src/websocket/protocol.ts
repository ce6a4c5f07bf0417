import { type ExecutionArgs, GraphQLError, parse } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Revocations } from '../access/revocations.js';
import { Shares } from '../db/shares.js';
import { preferCredentials, type ReadCaller, watchCaller } from '../operation/caller.js';
import { describeErrors, type MaskError } from '../operation/mask-errors.js';
import { chooseRequestId, runAsRequest } from '../operation/request-id.js';
import type { Caller } from '../schema/context.js';
import { schema } from '../schema/schema.js';
import type { SocketClient } from './client.js';
import { closeSocket, credentialsOver, credentialsRefused } from './close-codes.js';
import { readConnectionParams } from './connection-params.js';
import { MOST_AT_ONCE, type OperationOptions, SocketOperation } from './operation.js';
import { Frames, takesFrame } from './subscriber.js';

export interface ProtocolOptions extends Pick<OperationOptions, 'holdAnswer' | 'runOperation'> {
  readonly readCaller: ReadCaller;
  readonly maskError: MaskError;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
}

/** graphql-ws gets this document in place of a client's document, and then iterates over the `SocketOperation`. */
const STREAM = parse('subscription { __typename }');

/**
 * Creates the server of the protocol graphql-transport-ws. The hooks of graphql-ws authenticate clients, and refuse or start
 * operations. A refused operation gets an `error` message; the socket stays open. `greet` is called after `connection_init`.
 */
export function createProtocol(options: ProtocolOptions, greet: (socket: WebSocket) => void): Server<SocketClient> {
  const { holdAnswer, maskError, runOperation } = options;
  const { admit, findCaller } = createAdmission(options);
  const shared = { findCaller, runOperation, holdAnswer, turns: new Shares(MOST_AT_ONCE), frames: new Frames() };

  return makeServer<Record<string, unknown> | undefined, SocketClient>({
    // 0 turns off the timer of graphql-ws. `awaitGreetings` does the same with one timer for all sockets.
    connectionInitWaitTimeout: 0,
    onConnect: ({ connectionParams, extra: client }) => {
      greet(client.socket);
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

/** Authenticates the clients of WebSockets, and closes the sockets of refused clients. */
function createAdmission({ clock, maskError, readCaller, revocations }: ProtocolOptions) {
  return {
    /** Checks the credentials in the upgrade request and in `connection_init`. Closes the socket if they are bad. */
    admit: async (client: SocketClient, params: Readonly<Record<string, unknown>> = {}): Promise<boolean> => {
      try {
        client.credentials = preferCredentials(readConnectionParams(params), client.credentials);
        closeWhenOver(client, await readCaller(client.credentials, client.address));
        return true;
      } catch (error) {
        refuse(client, maskError(error));
        return false;
      }
    },
    /** Authenticates the client for one operation, and closes the socket if its token is no longer valid. */
    findCaller: (client: SocketClient): Promise<Caller> =>
      readCaller(client.credentials, client.address).catch((error: unknown) => {
        if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') refuse(client, error);
        throw error;
      }),
  };

  /** Closes a socket once its token or preview link ends, even while it is idle. */
  function closeWhenOver({ isOpen, socket }: SocketClient, caller: Caller): void {
    // If the socket closed while the token was checked, its `close` event is over, so nothing would stop the watching.
    if ((caller.identity.key === null && !caller.link) || !isOpen) return;
    const forget = watchCaller(caller, clock(), revocations, (ending) => closeSocket(socket, credentialsOver(ending)));
    socket.once('close', forget);
  }
}

function refuse({ socket }: SocketClient, { extensions, message }: GraphQLError): void {
  closeSocket(socket, credentialsRefused(extensions.code, message));
}
