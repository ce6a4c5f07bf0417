import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOfList, readPageRequest } from '../../src/graphql/pagination.js';

const SHAPE = ['int', 'int'] as const;
const keyOf = (row: readonly [number, number]) => row;
const rows = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 50 })), {
    selector: ([, id]) => id,
    maxLength: 40,
  })
  .map((list) => list.sort(([a, id], [b, other]) => a - b || id - other));

describe('a connection over a list in memory', () => {
  it('gives each item exactly once, in order, forward and backward, for any page size', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 10 }), (list, size) => {
        const forward: unknown[] = [];
        let after: string | null = null;
        for (;;) {
          const page: ReturnType<typeof pageOfList> = pageOfList(
            list,
            readPageRequest({ first: size, after }, SHAPE),
            keyOf,
          );
          forward.push(...page.edges.map((edge) => edge.node));
          after = page.pageInfo.endCursor;
          if (!page.pageInfo.hasNextPage) break;
        }
        const backward: unknown[] = [];
        let before: string | null = null;
        for (;;) {
          const page: ReturnType<typeof pageOfList> = pageOfList(
            list,
            readPageRequest({ last: size, before }, SHAPE),
            keyOf,
          );
          backward.unshift(...page.edges.map((edge) => edge.node));
          before = page.pageInfo.startCursor;
          if (!page.pageInfo.hasPreviousPage) break;
        }
        expect(forward).toEqual(list);
        expect(backward).toEqual(list);
      }),
    );
  });

  it('refuses invalid arguments, and names the argument', () => {
    const refusals: [object, string][] = [
      [{ first: 0 }, 'first'],
      [{ first: 101 }, 'first'],
      [{ last: -1 }, 'last'],
      [{ first: 1, last: 1 }, 'last'],
    ];
    for (const [args, argument] of refusals) {
      expect(() => readPageRequest(args, SHAPE)).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument } }),
      );
    }
  });

  it('refuses a cursor that is not from this list', () => {
    const foreign = Buffer.from('["a",1]').toString('base64url');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(foreign), fc.base64String()), (cursor) => {
        fc.pre(!/^WzAtOV/.test(cursor));
        expect(() => readPageRequest({ after: cursor }, SHAPE)).toThrow(
          expect.objectContaining({ extensions: { code: 'INVALID_CURSOR', argument: 'after' } }),
        );
      }),
    );
  });
});
