import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Revocations } from '../access/revocations.js';
import type { Caller } from '../graphql/context.js';
import { type Credentials, hasCredentials, type ReadCaller, readCredentials } from './caller.js';
import { whenExpired } from './expiry.js';
import type { MaskError } from './mask-errors.js';
import { TRY_AGAIN_LATER } from './socket-room.js';

/** The longest reason that a close frame can give, in bytes. */
const LONGEST_REASON = 123;
const FORBIDDEN = 4403;
/** What closes a socket that is not let in. A client comes back after `try again later`, and asks anew. */
const CLOSE_CODES = new Map<unknown, number>([
  ['UNAUTHENTICATED', FORBIDDEN],
  ['FORBIDDEN', FORBIDDEN],
  ['INTERNAL', TRY_AGAIN_LATER],
  ['UNAVAILABLE', TRY_AGAIN_LATER],
]);

/** A socket that is open, and what is known of its client: the rest of its upgrade would cost memory. */
export interface Connected {
  readonly socket: WebSocket;
  readonly address: string;
  /** What the socket runs over. */
  readonly connection: Duplex;
  /** What its upgrade showed; once it is let in, what its `connection_init` did too. */
  credentials: Credentials;
}

interface Options {
  readonly readCaller: ReadCaller;
  readonly maskError: MaskError;
  readonly revocations: Pick<Revocations, 'watch'>;
  readonly clock: () => Date;
}

/** Knows who is at the other end of a socket. */
export function createSocketCallers({ clock, maskError, readCaller, revocations }: Options) {
  return {
    /** Lets a client in by what it said as it connected, or closes its socket. */
    admit: async (socket: Connected, params: Readonly<Record<string, unknown>> = {}): Promise<boolean> => {
      const said = readCredentials(params);
      const sent = socket.credentials;
      if (hasCredentials(said)) {
        socket.credentials = {
          authorization: said.authorization ?? sent.authorization,
          preview: said.preview ?? sent.preview,
          asOf: said.asOf ?? sent.asOf,
        };
      }
      try {
        const caller = await readCaller(socket.credentials, socket.address);
        closeWhenOver(socket, caller, clock(), revocations);
        return true;
      } catch (error) {
        refuse(socket, maskError(error));
        return false;
      }
    },
    /** Who asks for an operation. A token is looked at again each time: once it is no good, the socket is closed. */
    find: async (socket: Connected): Promise<Caller> => {
      const { address, credentials } = socket;
      return readCaller(credentials, address).catch((error: unknown) => {
        if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') refuse(socket, error);
        throw error;
      });
    },
  };
}

function refuse({ socket }: Connected, { extensions, message }: GraphQLError): void {
  // As many characters as bytes can be: what would be cut in the middle is no UTF-8.
  const reason = message.replace(/[^ -~]/g, '?').slice(0, LONGEST_REASON);
  socket.close(CLOSE_CODES.get(extensions.code) ?? 4400, reason);
}

/** Closes a socket once what its client showed has expired or is revoked, also one that is idle. Nothing is kept of who showed nothing. */
function closeWhenOver(
  { socket }: Connected,
  caller: Caller,
  now: Date,
  revocations: Pick<Revocations, 'watch'>,
): void {
  // It may have gone while its token was looked up, and then says no more that it closes.
  if ((caller.identity.key === null && !caller.link) || socket.readyState !== socket.OPEN) return;
  const forgetExpiry = whenExpired(caller, now, () => socket.close(FORBIDDEN, 'the token has expired'));
  const forgetRevocation = revocations.watch(caller, ({ isCertain, reason }) =>
    socket.close(isCertain ? FORBIDDEN : TRY_AGAIN_LATER, reason),
  );
  socket.once('close', () => {
    forgetExpiry();
    forgetRevocation();
  });
}
