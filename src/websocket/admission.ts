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

/** Authenticates the clients of sockets. */
export function createAdmission({ clock, maskError, readCaller, revocations }: AdmissionOptions) {
  return {
    /** Checks the credentials of the upgrade and of `connection_init`. Closes the socket if they are refused. */
    admit: async (client: SocketClient, params: Readonly<Record<string, unknown>> = {}): Promise<boolean> => {
      const said = readCredentials(params);
      const sent = client.credentials;
      if (hasCredentials(said)) {
        client.credentials = {
          authorization: said.authorization ?? sent.authorization,
          preview: said.preview ?? sent.preview,
          asOf: said.asOf ?? sent.asOf,
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
    /** Finds the caller of an operation. The token is checked each time, and the socket is closed if it is no longer valid. */
    findCaller: async (client: SocketClient): Promise<Caller> => {
      return readCaller(client.credentials, client.address).catch((error: unknown) => {
        if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') refuse(client, error);
        throw error;
      });
    },
  };

  /** Closes a socket once its token or preview link expires or is revoked, even while it is idle. Most have neither, and nothing is kept for them. */
  function closeWhenOver({ isOpen, socket }: SocketClient, caller: Caller): void {
    // If the socket closed while the token was checked, its `close` event has passed already.
    if ((caller.identity.key === null && !caller.link) || !isOpen) return;
    const forget = watchCaller(caller, clock(), revocations, (ending) => closeSocket(socket, credentialsOver(ending)));
    socket.once('close', forget);
  }
}

function refuse({ socket }: SocketClient, { extensions, message }: GraphQLError): void {
  closeSocket(socket, credentialsRefused(extensions.code, message));
}
