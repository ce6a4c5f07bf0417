/** Opaque places in the event log: those of mutations, subscriptions and `changes` are the same thing. */
export function writeLogCursor(position: number): string {
  return Buffer.from(JSON.stringify(['log', position])).toString('base64url');
}
