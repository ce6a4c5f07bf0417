import { MessageType, type SubscribeMessage, validateMessage } from 'graphql-ws';
import { DEEPEST } from '../graphql/bounds.js';

export const TOO_DEEP = `a message is nested more than ${DEEPEST} levels deep`;

/** A message from a client before it is validated. */
interface Message {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly payload?: unknown;
}

/** Parses a message. Any text that is not a JSON object becomes an empty message, which graphql-ws refuses. */
export function readMessage(text: string): Message {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Returns the message if it is a valid `subscribe` message, otherwise undefined. */
export function asSubscribe(message: Message): SubscribeMessage | undefined {
  if (message.type !== MessageType.Subscribe) return undefined;
  try {
    const valid = validateMessage(message);
    return valid.type === MessageType.Subscribe ? valid : undefined;
  } catch {
    return undefined;
  }
}

/** True if a message is nested too deep. Variables don't count: the checks of operations limit them. */
export function isTooDeep(message: Message): boolean {
  const { payload, type } = message;
  const hasVariables = type === MessageType.Subscribe && isObject(payload);
  let level: readonly object[] = [hasVariables ? { ...message, payload: { ...payload, variables: null } } : message];
  // The loop goes from level to level. Recursion could exceed the stack.
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
