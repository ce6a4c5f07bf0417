import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How the gateway closes a WebSocket. The other codes of the protocol are in `CloseCode` of graphql-ws. */
interface Closing {
  readonly code: number;
  readonly reason: string;
}

// After these two codes, clients of the protocol connect again by themselves.
const TRY_AGAIN_LATER = 1013;
const GOING_AWAY = 1001;
/** After this code, clients of the protocol do not connect again. */
const FORBIDDEN = CloseCode.Forbidden;

export const SLOW_SUBSCRIBER: Closing = {
  code: TRY_AGAIN_LATER,
  reason: 'too much data waits to be read: connect again with the last cursor',
};
export const LOST_EVENT: Closing = {
  code: TRY_AGAIN_LATER,
  reason: 'an event could not be sent: connect again with the last cursor',
};
export const GATEWAY_CLOSES: Closing = { code: GOING_AWAY, reason: 'this gateway is closing: connect again' };
export const GATEWAY_FAULT: Closing = {
  code: CloseCode.InternalServerError,
  reason: 'something went wrong here: the log has the error',
};

/** How a socket is closed if it exceeds a limit. */
export const noPlace = (reason: string): Closing => ({ code: TRY_AGAIN_LATER, reason });

/** For expired or revoked credentials. If `isCertain` is false, they may still be valid: the client may reconnect. */
export function credentialsOver({ isCertain, reason }: { isCertain: boolean; reason: string }): Closing {
  return { code: isCertain ? FORBIDDEN : TRY_AGAIN_LATER, reason };
}

/** How a socket is closed if its credentials are refused. The close code depends on the code of the error. */
export function credentialsRefused(code: unknown, message: string): Closing {
  const codes = new Map<unknown, number>([
    ['UNAUTHENTICATED', FORBIDDEN],
    ['FORBIDDEN', FORBIDDEN],
    ['INTERNAL', TRY_AGAIN_LATER],
    ['UNAVAILABLE', TRY_AGAIN_LATER],
  ]);
  return { code: codes.get(code) ?? CloseCode.BadRequest, reason: message };
}

/** The most bytes that the WebSocket protocol allows for a reason. */
const LONGEST_REASON = 123;

export function closeSocket(socket: WebSocket, { code, reason }: Closing): void {
  // Characters outside ASCII are replaced. They have several bytes, and a cut in the middle would make invalid UTF-8.
  socket.close(code, reason.replace(/[^ -~]/g, '?').slice(0, LONGEST_REASON));
}
