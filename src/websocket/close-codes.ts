import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** Why the gateway closes a WebSocket, besides the protocol's own reasons (graphql-ws's `CloseCode`). */
interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** Asks a client to connect again, later or at once. Clients of the protocol do so by themselves. */
const TRY_AGAIN_LATER = 1013;
const GOING_AWAY = 1001;
/** Clients of the protocol do not connect again after this. */
const FORBIDDEN = CloseCode.Forbidden;

export const SLOW_SUBSCRIBER: Closing = {
  code: TRY_AGAIN_LATER,
  reason: 'too much waits to be read: come back after the last cursor',
};
export const LOST_EVENT: Closing = {
  code: TRY_AGAIN_LATER,
  reason: 'an event could not be sent: come back after the last cursor',
};
export const GATEWAY_CLOSES: Closing = { code: GOING_AWAY, reason: 'this gateway is closing: connect again' };
export const GATEWAY_FAULT: Closing = {
  code: CloseCode.InternalServerError,
  reason: 'something went wrong here: the log has it',
};

/** No place for one more socket. */
export const noPlace = (reason: string): Closing => ({ code: TRY_AGAIN_LATER, reason });

/** The token or preview link is over; where that is not certain, the client shows it again. */
export function credentialsOver({ isCertain, reason }: { isCertain: boolean; reason: string }): Closing {
  return { code: isCertain ? FORBIDDEN : TRY_AGAIN_LATER, reason };
}

/** What a client shows is refused, by the code of the error. */
export function credentialsRefused(code: unknown, message: string): Closing {
  const codes = new Map<unknown, number>([
    ['UNAUTHENTICATED', FORBIDDEN],
    ['FORBIDDEN', FORBIDDEN],
    ['INTERNAL', TRY_AGAIN_LATER],
    ['UNAVAILABLE', TRY_AGAIN_LATER],
  ]);
  return { code: codes.get(code) ?? CloseCode.BadRequest, reason: message };
}

/** The most bytes of a reason. */
const LONGEST_REASON = 123;

export function closeSocket(socket: WebSocket, { code, reason }: Closing): void {
  // Only characters of one byte: a longer one could be cut in the middle, and would be no UTF-8.
  socket.close(code, reason.replace(/[^ -~]/g, '?').slice(0, LONGEST_REASON));
}
