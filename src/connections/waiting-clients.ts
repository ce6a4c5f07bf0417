import type { Connection } from './connection.js';

/** The connections that keep the gateway waiting, of all addresses and of each. The longest wait is first. */
export class WaitingClients {
  readonly #all = new Set<Connection>();
  readonly #byAddress = new Map<string, Set<Connection>>();

  add(connection: Connection): void {
    this.remove(connection);
    this.#all.add(connection);
    const { address } = connection;
    connection.waitingAddress = address;
    if (address === undefined) return;
    const ofAddress = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, ofAddress.add(connection));
  }

  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const { waitingAddress = '' } = connection;
    const ofAddress = this.#byAddress.get(waitingAddress);
    ofAddress?.delete(connection);
    if (ofAddress?.size === 0) this.#byAddress.delete(waitingAddress);
  }

  /** Finds the connection on which the gateway has waited longest, among those of one address or among all. */
  findOldest(address?: string): Connection | undefined {
    const connections = address === undefined ? this.#all : this.#byAddress.get(address);
    return connections?.values().next().value;
  }
}
