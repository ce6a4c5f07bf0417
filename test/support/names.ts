/** The time of the tests' clocks, and of the loaded sample newsroom. */
export const NOW = new Date('2026-03-23T12:00:00.000Z');

/** Returns the address of another database on the same server. */
export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
