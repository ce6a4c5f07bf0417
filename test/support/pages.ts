import { expect } from 'vitest';
import type { TestGateway } from './gateway.js';

export interface Page {
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
}

/** A place in a list. */
export interface Place {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

const PAGE = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }';
/** Around a list's field: `LIST` stands for its arguments and its page. */
export const operation = (field: string) =>
  `query ($first: Int, $last: Int, $after: String, $before: String) { ${field.replace(
    /LIST(\((.*)\))?/,
    (_, _all, args = '') => `(first: $first, last: $last, after: $after, before: $before ${args}) { ${PAGE} }`,
  )} }`;

/** The list at a field, wherever it is in the answer. */
export async function askPage(gateway: TestGateway, field: string, place: Place): Promise<Page> {
  const { data, errors } = await gateway.ask(operation(field), { ...place });
  expect(errors, field).toBeUndefined();
  const page = findPage(data);
  const { endCursor, startCursor } = page.pageInfo;
  expect([startCursor, endCursor]).toEqual([page.edges[0]?.cursor ?? null, page.edges.at(-1)?.cursor ?? null]);
  return page;
}

function findPage(data: object): Page {
  const isPage = (value: object): value is Page => 'pageInfo' in value;
  const [below]: object[] = Object.values(data);
  if (!below) throw new Error('no page is there');
  return isPage(below) ? below : findPage(below);
}
