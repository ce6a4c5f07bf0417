import { readFile } from 'node:fs/promises';
import { type DocumentNode, parse, print } from 'graphql';
import type { TestGateway } from './gateway.js';

const CONTRACT = new URL('../../examples/newsroom/Editorial.graphql', import.meta.url);

let contract: Promise<DocumentNode> | undefined;

/** An operation of the contract's newsroom document, alone. */
async function readEditorial(name: string): Promise<string> {
  contract ??= readFile(CONTRACT, 'utf8').then((text) => parse(text));
  const found = (await contract).definitions.find((node) => 'name' in node && node.name?.value === name);
  if (!found) throw new Error(`the contract has no ${name}`);
  return print(found);
}

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

/** A payload as tests read it: whatever the operation selects, beside what all have. */
export type Payload<Row = Record<string, unknown>> = {
  readonly cursor?: string | null;
  readonly userErrors: UserError[];
} & { readonly [field: string]: Row };

type Asker = Pick<TestGateway, 'ask'>;

/** Runs an operation of the contract; answers the payload of its one mutation. */
export async function runEditorial<Row = { id: string; version: number; slug: string; status: string }>(
  asker: Asker,
  name: string,
  variables: Record<string, unknown>,
): Promise<Payload<Row>> {
  return payloadOf(await asker.ask<Record<string, Payload<Row>>>(await readEditorial(name), variables));
}

/** The payload of a mutation that ran; errors of GraphQL are the test's. */
export function payloadOf<Row>(
  answer: Awaited<ReturnType<TestGateway['ask']>> & { data: Record<string, Payload<Row>> },
) {
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const [payload] = Object.values(answer.data);
  if (!payload) throw new Error('the operation has no mutation');
  return payload;
}
