import { readFile } from 'node:fs/promises';
import { type DocumentNode, parse, print } from 'graphql';
import type { TestGateway } from './gateway.js';

const CONTRACT = new URL('../../examples/newsroom/Editorial.graphql', import.meta.url);

let contract: Promise<DocumentNode> | undefined;

/** One operation of `examples/newsroom/Editorial.graphql`. */
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

/** A payload: the fields that all have, and those that the operation selects. */
export type Payload<Row = Record<string, unknown>> = {
  readonly cursor?: string | null;
  readonly userErrors: UserError[];
} & { readonly [field: string]: Row };

type Asker = Pick<TestGateway, 'ask'>;

/** Runs an operation of `Editorial.graphql`; returns the payload of its mutation. */
export async function runEditorial<Row = { id: string; version: number; slug: string; status: string }>(
  asker: Asker,
  name: string,
  variables: Record<string, unknown>,
): Promise<Payload<Row>> {
  return payloadOf(await asker.ask<Record<string, Payload<Row>>>(await readEditorial(name), variables));
}

/** The payload of a mutation. A GraphQL error fails the test. */
export function payloadOf<Row>(
  answer: Awaited<ReturnType<TestGateway['ask']>> & { data: Record<string, Payload<Row>> },
) {
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const [payload] = Object.values(answer.data);
  if (!payload) throw new Error('the operation has no mutation');
  return payload;
}
