import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const SLUG = 'assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting';

/** `relatedNews` within `relatedNews`, as deep as asked. */
const nested = (levels: number, first: string): string =>
  levels === 0 ? 'headline' : `relatedNews(first: ${first}) { article { ${nested(levels - 1, first)} } }`;

async function refusal(query: string, variables: Record<string, unknown> = {}) {
  database().statements.length = 0;
  const { errors, status } = await gateway().ask(query, variables);
  return { code: errors?.[0]?.extensions.code, status, statements: database().statements.length };
}

const REFUSED = { code: 'LIMIT_EXCEEDED', status: 400, statements: 0 };

describe('an operation', () => {
  it('that multiplies lists within lists is refused before any statement', async () => {
    expect(await refusal(`{ article(by: { slug: "${SLUG}" }) { ${nested(8, '50')} } }`)).toEqual(REFUSED);
    expect(
      await refusal(`query ($n: Int!) { article(by: { slug: "${SLUG}" }) { ${nested(4, '$n')} } }`, { n: 50 }),
    ).toEqual(REFUSED);
    const aliases = Array.from({ length: 300 }, (_, i) => `a${i}: mostRead(first: 100) { id }`);
    expect(await refusal(`{ ${aliases.join(' ')} }`)).toEqual(REFUSED);
  });

  it('that hides it in fragments is refused too, however often they are spread', async () => {
    const fragments = Array.from(
      { length: 30 },
      (_, i) =>
        `fragment F${i} on Article { a: relatedNews { article { ...F${i + 1} } } b: relatedNews { article { ...F${i + 1} } } }`,
    );
    const query = `{ article(by: { slug: "${SLUG}" }) { ...F0 } } ${fragments.join(' ')} fragment F30 on Article { id }`;
    expect(await refusal(query)).toEqual(REFUSED);
  });

  it('that is too deep is refused', async () => {
    expect(await refusal(`{ article(by: { slug: "${SLUG}" }) { ${nested(8, '1')} } }`)).toEqual(REFUSED);
  });

  it('of the contract is not, with every list at its longest either', async () => {
    const page = await readOperation('ArticlePage');
    for (const query of [page, page.replace(/first: \d+/g, 'first: 50')]) {
      const { errors } = await gateway().ask(query, { slug: SLUG, language: 'en' });
      expect(errors).toBeUndefined();
    }
  });
});
