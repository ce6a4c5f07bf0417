import { expect } from 'vitest';
import type { Role } from '../../src/access/roles.js';
import type { TestGateway } from './gateway.js';

/** The payload of a mutation; `Result` has the other fields that the test selects. */
type WritePayload<Result> = Result & {
  readonly cursor: string | null;
  readonly userErrors: { readonly code: string; readonly field: string | null; readonly message: string }[];
};

/** Sends a mutation that takes an `input`, as a role: `writeAs(gateway(), 'editor', 'createTag', 'tag { id }', { name })`. */
export async function writeAs<Result>(
  gateway: TestGateway,
  role: Exclude<Role, 'reader'>,
  mutation: string,
  selection: string,
  input: object,
): Promise<WritePayload<Result>> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await (await gateway.as(role)).ask<Record<string, WritePayload<Result>>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} cursor userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  const payload = data[mutation];
  if (!payload) throw new Error('a mutation answers a payload');
  return payload;
}

/** Names that would change a statement if they were pasted into SQL. */
export const ODD_TEXTS = [`'"; drop table tags; --`, '%_\\', "x'||(select hash from api_tokens)||'"];
