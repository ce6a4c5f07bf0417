import { createRandom } from '../../src/generate/random.js';
import { schema } from '../../src/schema/schema.js';
import { makeOperation, type Operation } from './operation.js';

/** A sender of operations, with its own role. */
export interface Client {
  readonly name: string;
  readonly send: (operation: Operation) => Promise<Response>;
}

export interface FuzzOptions {
  readonly clients: readonly Client[];
  readonly operations: number;
  readonly seed: number;
  readonly slugs: readonly string[];
  /** The share of operations that are mutations, from 0 to 1. */
  readonly mutations: number;
  readonly underWay?: number;
  /** Called after each operation, with the number of finished operations. */
  readonly tell?: (done: number) => void;
}

/** The result of a run. */
export interface FuzzReport {
  /** How often each error code was in an answer. `OK` stands for an answer without errors. */
  readonly codes: ReadonlyMap<string, number>;
  readonly slowest: { readonly milliseconds: number; readonly operation: string };
  readonly faults: readonly string[];
}

/** The error codes that no operation may get. */
const NEVER = ['INTERNAL', 'UNAVAILABLE'];

/** An operation that takes longer is sent again, to check whether it is slow every time. */
const LONG_MS = 1000;

/** Sends random operations, some at once, and checks every answer. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { clients, mutations, operations, seed, slugs, tell, underWay = 4 } = options;
  const random = createRandom(seed);
  const codes = new Map<string, number>();
  const faults: string[] = [];
  let slowest = { milliseconds: 0, operation: '' };
  let begun = 0;
  let done = 0;

  async function send(client: Client, operation: Operation): Promise<void> {
    let { milliseconds, response, text } = await time(client, operation);
    // If an operation is slow twice, the machine was probably not the reason.
    if (milliseconds > LONG_MS) ({ milliseconds, response, text } = await time(client, operation));
    const shown = `${client.name}: ${JSON.stringify(operation)}`;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, operation: shown };
    const answered = readCodes(text);
    for (const code of answered) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (response.status >= 500 || answered.some((code) => NEVER.includes(code)))
      faults.push(`${response.status} ${answered.join()}: ${shown} ${text.slice(0, 500)}`);
  }

  async function work(): Promise<void> {
    while (begun < operations) {
      begun += 1;
      const kind = random.chance(mutations) ? 'mutation' : 'query';
      await send(random.pick(clients), makeOperation(schema, kind, random, slugs));
      done += 1;
      tell?.(done);
    }
  }

  await Promise.all(Array.from({ length: underWay }, work));
  return { codes, slowest, faults };
}

async function time(client: Client, operation: Operation) {
  const start = performance.now();
  const response = await client.send(operation);
  const text = await response.text();
  return { response, text, milliseconds: performance.now() - start };
}

/** Returns the codes of an answer's errors, each once. An error without a code counts as `WITHOUT A CODE`. */
function readCodes(text: string): string[] {
  const answer: { errors?: { extensions?: { code?: string } }[] } = JSON.parse(text);
  const codes = answer.errors?.map(({ extensions }) => extensions?.code ?? 'WITHOUT A CODE');
  return codes ? [...new Set(codes)] : ['OK'];
}
