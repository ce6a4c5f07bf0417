import { GraphQLError } from 'graphql';
import type { Revocations } from '../access/revocations.js';
import { hasCredentials, type ReadCaller, readCredentials, watchCaller } from '../operation/caller.js';
import type { MaskError } from '../operation/mask-errors.js';
import type { Caller } from '../schema/context.js';
import type { SocketClient } from './client.js';
import { closeSocket, credentialsOver, credentialsRefused } from './close-codes.js';

export interface AdmissionOptions {
  readonly readCaller: ReadCaller;
  readonly maskError: MaskError;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
}

/** Authenticates the clients of WebSockets, and closes the sockets of those that are refused. */
export function createAdmission({ clock, maskError, readCaller, revocations }: AdmissionOptions) {
  return {
    /** Checks the credentials in the upgrade request and in `connection_init`. Closes the socket if they are bad. */
    admit: async (client: SocketClient, params: Readonly<Record<string, unknown>> = {}): Promise<boolean> => {
      const ofMessage = readCredentials(params);
      const ofUpgrade = client.credentials;
      if (hasCredentials(ofMessage)) {
        client.credentials = {
          authorization: ofMessage.authorization ?? ofUpgrade.authorization,
          preview: ofMessage.preview ?? ofUpgrade.preview,
          asOf: ofMessage.asOf ?? ofUpgrade.asOf,
        };
      }
      try {
        const caller = await readCaller(client.credentials, client.address);
        closeWhenOver(client, caller);
        return true;
      } catch (error) {
        refuse(client, maskError(error));
        return false;
      }
    },
    /** Authenticates the client for one operation, and closes the socket if its token is no longer valid. */
    findCaller: async (client: SocketClient): Promise<Caller> => {
      return readCaller(client.credentials, client.address).catch((error: unknown) => {
        if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') refuse(client, error);
        throw error;
      });
    },
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
