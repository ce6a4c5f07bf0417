import type { TestGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';

type Input = Readonly<Record<string, unknown>>;
/** Two inputs for one mutation, different if possible. Both are accepted if they are sent in this order. */
export type Inputs = readonly [first: Input, second: Input];

interface Row {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
}

const two = (own: Input, first: Input, second: Input): Inputs => [
  { ...own, ...first },
  { ...own, ...second },
];
const twice = (input: Input): Inputs => [input, input];

/** Returns a function that makes two inputs for a mutation. The function also writes the rows that the inputs need. */
export function createInputs(gateway: () => TestGateway): (mutation: string) => Promise<Inputs> {
  let made = 0;
  const write = async (mutation: string, field: string, input: Input, more = ''): Promise<Row> => {
    const selection = `row: ${field} { id ${more} }`;
    const payload = await writeAs<{ row: Row | null }>(gateway(), 'admin', mutation, selection, input);
    if (!payload.row) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`);
    return payload.row;
  };

  const fieldOf = (kind: string) => `${kind[0]?.toLowerCase()}${kind.slice(1)}`;
  const draft = (kind: string) => write(`create${kind}`, fieldOf(kind), { headline: 'Old' }, 'version');
  const release = async (kind: string) =>
    write(`publish${kind}`, fieldOf(kind), { id: (await draft(kind)).id }, 'version');
  const breakingItem = () => write('publishBreakingItem', 'item', { text: 'Old' });
  const post = async () => {
    const liveBlogId = (await release('LiveBlog')).id;
    return write('addLiveBlogPost', 'post', { liveBlogId, title: 'Old', body: [] }, 'version');
  };

  /** Makes an input with a unique name, or with a unique title for the kinds that have a title. */
  const name = (kind: string, text: string): Input => {
    made += 1;
    return { [/Series|Collection|StaticPage/.test(kind) ? 'title' : 'name']: `${text} ${made}` };
  };
  const make = (kind: string, more = '') => {
    const field = kind === 'StaticPage' ? 'page' : fieldOf(kind);
    return write(`create${kind}`, field, { ...name(kind, 'Old'), ...ofKind(kind) }, more);
  };
  const ofKind = (kind: string): Input => (kind === 'Tag' ? { kind: 'SUBJECT' } : {});

  const token = async () => write('createApiToken', 'apiToken', { name: 'A desk', role: 'EDITOR' });
  const previewLink = async () =>
    write('createPreviewLink', 'previewLink', { id: (await draft('Article')).id, expiresAt: SOON });

  const rules: readonly [RegExp, (kind: string) => Inputs | Promise<Inputs>][] = [
    [
      /^create(Article|Video|Gallery|Infographic|LiveBlog)$/,
      () => two({}, { headline: 'First' }, { headline: 'Second' }),
    ],
    [
      /^update(Article|Video|Gallery|Infographic|LiveBlog)$/,
      async (kind) => {
        const { id, version } = await draft(kind);
        const { slug } = await make('Tag', 'slug');
        const [first, second] = [
          { headline: 'First', tags: [slug] },
          { headline: 'Second', tags: [] },
        ];
        return two({ id }, { version, ...first }, { version: version + 1, ...second });
      },
    ],
    [
      /^publish(Article|Video|Gallery|Infographic|LiveBlog)$/,
      async (kind) => two(idOf(await draft(kind)), { at: SOON }, {}),
    ],
    [/^unpublish(\w+)$/, async (kind) => twice(idOf(await release(kind)))],
    [/^withdraw(\w+)$/, async (kind) => twice({ ...idOf(await release(kind)), reason: 'It was wrong' })],
    [
      /^restore(\w+)Revision$/,
      async (kind) => {
        const { id, version } = await draft(kind);
        await write(`update${kind}`, fieldOf(kind), { id, version, headline: 'Newer' });
        return two(
          { id },
          { version: version + 1, revision: version },
          { version: version + 2, revision: version + 1 },
        );
      },
    ],
    [
      /^add(|Video|Gallery|Infographic|LiveBlog)Correction$/,
      async (kind) => {
        const { id } = await release(kind || 'Article');
        return two(kind === '' ? { articleId: id } : { id }, { text: 'First' }, { text: 'Second' });
      },
    ],
    [
      /^create(Author|Region|Section|Series|Collection|StaticPage|Tag)$/,
      (kind) => two(ofKind(kind), name(kind, 'First'), name(kind, 'Second')),
    ],
    [
      /^update(Author|Region|Section|Series|Collection|StaticPage|Tag)$/,
      async (kind) => two(idOf(await make(kind)), name(kind, 'First'), name(kind, 'Second')),
    ],
    [/^delete(\w+)$/, async (kind) => [idOf(await make(kind)), idOf(await make(kind))]],
    [
      /^mergeTags$/,
      async () =>
        two({ into: (await make('Tag')).id }, { from: (await make('Tag')).id }, { from: (await make('Tag')).id }),
    ],
    [/^publishBreakingItem$/, () => two({}, { text: 'First' }, { text: 'Second' })],
    [/^correctBreakingItem$/, async () => two(idOf(await breakingItem()), { text: 'First' }, { text: 'Second' })],
    [/^updateBreakingItem$/, async () => two(idOf(await breakingItem()), { urgency: 1 }, { urgency: 2 })],
    [/^retractBreakingItem$/, async () => twice({ ...idOf(await breakingItem()), reason: 'It was wrong' })],
    [/^expireBreakingItem$/, async () => twice(idOf(await breakingItem()))],
    [
      /^addLiveBlogPost$/,
      async () =>
        two({ liveBlogId: (await release('LiveBlog')).id, body: [] }, { title: 'First' }, { title: 'Second' }),
    ],
    [
      /^updateLiveBlogPost$/,
      async () => {
        const { id, version } = await post();
        return two({ id }, { version, title: 'First' }, { version: version + 1, title: 'Second' });
      },
    ],
    [/^removeLiveBlogPost$/, async () => [idOf(await post()), idOf(await post())]],
    [/^createApiToken$/, () => two({ role: 'EDITOR' }, { name: 'First' }, { name: 'Second' })],
    [/^revokeApiToken$/, async () => [idOf(await token()), idOf(await token())]],
    [/^createPreviewLink$/, async () => twice({ ...idOf(await draft('Article')), expiresAt: SOON })],
    [/^revokePreviewLink$/, async () => [idOf(await previewLink()), idOf(await previewLink())]],
    [/^updateSite$/, () => two({}, { timeZone: 'Europe/Paris' }, { timeZone: 'Europe/Rome' })],
    [/^updateEdition$/, () => two({ language: 'en' }, { slogan: 'First' }, { slogan: 'Second' })],
    [
      /^setNavigation$/,
      () =>
        two(
          { language: 'en', menu: 'MAIN' },
          { items: [{ label: 'First', path: '/first' }] },
          { items: [{ label: 'Second', path: '/second' }] },
        ),
    ],
  ];
  return async (mutation) => {
    for (const [pattern, prepare] of rules) {
      const found = pattern.exec(mutation);
      if (found) return prepare(found[1] ?? '');
    }
    throw new Error(`add inputs for ${mutation} to test/writing/inputs.ts`);
  };
}

const SOON = '2026-04-01T00:00:00.000Z';
const idOf = ({ id }: Row): Input => ({ id });
