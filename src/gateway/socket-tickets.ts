import { MessageType, type SubscribePayload, validateMessage } from 'graphql-ws';

/** What operations ask for, each by its ticket, while it is given to the protocol. */
const payloads = new Map<string, SubscribePayload>();
let tickets = 0;

/** A message as it came, and what it says. */
export interface Asked {
  readonly message: string;
  readonly said: { readonly id?: unknown; readonly type?: unknown };
}

/**
 * Gives a message to the protocol, which holds it for as long as the operation lives: thousands may follow by a long text.
 * So it gets a ticket in the place of what a client asks for, and turns that in at once.
 */
export function giveTicket<Result>({ message, said }: Asked, take: (message: string) => Result): Result {
  const asked = readSubscribe(said);
  if (!asked) return take(message);
  tickets += 1;
  const query = String(tickets);
  payloads.set(query, asked.payload);
  try {
    return take(JSON.stringify({ id: asked.id, type: asked.type, payload: { query } }));
  } finally {
    payloads.delete(query);
  }
}

/** What belongs to a ticket; anything else is what it is. */
export function turnIn(ticket: SubscribePayload): SubscribePayload {
  return payloads.get(ticket.query) ?? ticket;
}

/** What is no such message, the protocol finds out. */
function readSubscribe(said: Asked['said']) {
  try {
    const asked = validateMessage(said);
    return asked.type === MessageType.Subscribe ? asked : undefined;
  } catch {
    return undefined;
  }
}
