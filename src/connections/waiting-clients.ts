import type { Connection } from './connection.js';

/** Connections on which the gateway waits for the client, the longest wait first; all of them, and those of each address. */
export class WaitingClients {
  readonly #all = new Set<Connection>();
  readonly #byAddress = new Map<string, Set<Connection>>();
  /** Addresses by which connections were added: a connection may have another one by the time that it is removed. */
  readonly #addresses = new Map<Connection, string>();

  add(connection: Connection): void {
    this.remove(connection);
    this.#all.add(connection);
    const { address } = connection;
    if (address === undefined) return;
    const ofAddress = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, ofAddress.add(connection));
    this.#addresses.set(connection, address);
  }

  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const address = this.#addresses.get(connection);
    if (address === undefined) return;
    this.#addresses.delete(connection);
    const ofAddress = this.#byAddress.get(address);
    ofAddress?.delete(connection);
    if (ofAddress?.size === 0) this.#byAddress.delete(address);
  }

  /** The connection on which the gateway has waited longest. */
  findOldest(address?: string): Connection | undefined {
    const connections = address === undefined ? this.#all : this.#byAddress.get(address);
    return connections?.values().next().value;
  }
}
