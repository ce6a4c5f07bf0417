import fc from 'fast-check';
import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { sanitizeInline } from '../../src/body/inline-html.js';
import { webAddress } from '../../src/image/image.js';
import { schema } from '../../src/schema/schema.js';
import { linkAddress, shareTemplate } from '../../src/site/link-address.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { makeUp, makeValue } from '../writing/made-up.js';

const gateway = useGateway(useDatabase('sample_newsroom'));

/** Addresses of pages that contain the tested links. */
const PAGES = ['https://page.example/news/a', 'http://page.example:8080/', 'https://page.example'];

const HARMLESS = [
  ...['https://a.example/x?y=1#z', 'HTTP://A.EXAMPLE', 'https://a.example:8443/b%20c', 'https://مثال.إختبار/خبر'],
  ...['/news/politics/a', '/a?b=\\c', '/'],
];
/** Dangerous or malformed addresses. */
const ODD = [
  ...[
    '\\\\evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '//evil.example',
    '///evil.example',
    '/\t/evil.example',
  ],
  ...['\t//evil.example', ' \\\\evil.example', '\u0001\\\\evil.example', '/\n\\evil.example', '\r\n//evil.example'],
  ...[
    'https:evil.example',
    'https:/evil.example',
    'https:\\\\evil.example',
    'https:///evil.example',
    'https://\\evil.example',
  ],
  ...[
    'https://good.example\\@evil.example',
    'ht\ntps://evil.example',
    'https://good.example\t.evil.example',
    'https://[evil',
  ],
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    '\u0000javascript:alert(1)',
  ],
  ...['\u001fjavascript:alert(1)', '  javascript:alert(1)', 'javascript\t:alert(1)', 'javascript://%0aalert(1)'],
  ...[
    'data:text/html,hi',
    'DATA:text/html;base64,aGk=',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
  ],
  ...['view-source:javascript:alert(1)', 'filesystem:https://a.example/t', 'about:blank', 'x:y', ''],
];

/** Returns the addresses of the links in HTML. Decodes the entities, as a browser does. */
function linksOf(html: string): string[] {
  const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };
  return [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) =>
    href.replace(/&(?:amp|quot|lt|gt);/g, (entity) => entities[entity] ?? entity),
  );
}

const inHtml = (address: string) => `<a href="${address.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`)}">x</a>`;

/** Fails if a browser would find another scheme or host in an address than a person who reads its text. */
function judge(address: string, schemes: readonly string[]): void {
  const scheme = /^([a-z][a-z\d+.-]*:)/i.exec(address)?.[1]?.toLowerCase();
  for (const page of PAGES) {
    const read = new URL(address, page);
    if (scheme === undefined) expect(read.origin, address).toBe(new URL(page).origin);
    else {
      expect(schemes, address).toContain(scheme);
      expect(read.protocol, address).toBe(scheme);
      if (/^http/.test(scheme)) {
        const host = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(address)?.[1] ?? '';
        expect(read.host, address).toBe(new URL(`${scheme}//${host}/`).host);
        expect(address).not.toMatch(/^https?:\/\/[^/?#]*\\/);
      }
    }
  }
}

const pieces = fc.oneof(
  fc.constantFrom(
    ...[
      '\\',
      '/',
      '//',
      '\\\\',
      ':',
      '@',
      '?',
      '#',
      '.',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u0000',
      '\u0001',
      '\u001f',
      '\u00a0',
    ],
    ...[
      'javascript',
      'JaVa',
      'script',
      'data',
      'vbscript',
      'https',
      'http',
      'mailto',
      'whatsapp',
      'https://',
      'a',
      'x.example',
    ],
    ...[
      'evil.example',
      '[::1]',
      '%0a',
      '%5c',
      '／',
      '\u202e',
      '\u200b',
      '{url}',
      '&',
      '"',
      '<',
      '>',
      ';',
      ',',
      '=',
      '..',
    ],
  ),
  fc.string({ maxLength: 3 }),
);
const addresses = fc.oneof(
  fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom(...ODD, ...HARMLESS), fc.array(pieces, { maxLength: 3 }))
    .map(([one, more]) => one + more.join('')),
);

describe('an address', () => {
  const kinds: [string, z.ZodType<string>, string[]][] = [
    ['of a web page or a file', webAddress, ['http:', 'https:']],
    ['of a social account', linkAddress, ['http:', 'https:', 'mailto:']],
  ];

  it.each(kinds)('%s is accepted only if browsers and people see the same scheme and host', (_what, kind, schemes) => {
    fc.assert(
      fc.property(addresses, (address) => {
        if (kind.safeParse(address).success) judge(address, schemes);
      }),
      { numRuns: 5000 },
    );
  });

  it('for sharing is accepted only if its scheme cannot run code in a browser', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        if (!shareTemplate.safeParse(address).success) return;
        const read = new URL(
          address.replace(/\{(?:url|headline)\}/g, encodeURIComponent('https://a.example/?x=1')),
          PAGES[0],
        );
        expect(address.toLowerCase().startsWith(read.protocol), address).toBe(true);
        expect(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'view-source:']).not.toContain(read.protocol);
      }),
      { numRuns: 5000 },
    );
  });

  it('in a body keeps its link only if browsers and people see the same scheme and host', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const clean = sanitizeInline(inHtml(address));
        expect(clean).toMatch(/^(?:x|<a href="[^"]*">x<\/a>)$/);
        for (const link of linksOf(clean)) judge(link, ['http:', 'https:', 'mailto:']);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(HARMLESS)('that is harmless is accepted: %j', (address) => {
    expect(webAddress.safeParse(address).success).toBe(true);
    expect(linksOf(sanitizeInline(inHtml(address)))).toEqual([address]);
  });

  it.each(ODD)('that is dangerous or malformed is refused: %j', (address) => {
    for (const kind of [webAddress, linkAddress]) expect(kind.safeParse(address).success).toBe(false);
    if (address !== 'x:y') expect(shareTemplate.safeParse(address).success).toBe(false);
    const [link = ''] = linksOf(sanitizeInline(inHtml(address)));
    expect(['', 'https://evil.example']).toContain(link);
    if (!address.trim().startsWith('//')) expect(link).toBe('');
  });

  it('without a scheme gets `https:` in a body', () => {
    expect(sanitizeInline('<a href="//a.example/b">x</a>')).toBe('<a href="https://a.example/b">x</a>');
  });
});

/** An input field of a mutation that takes an address. `fill` makes an input with the given address. */
interface AddressField {
  /** The path of the field in `userErrors`. */
  readonly path: string;
  readonly fill: (address: string) => unknown;
}

/** Fields that take an address although their type is not `URL`. */
const ADDRESSES = ['path', 'template'];

function* addressesIn(type: GraphQLInputType, name: string, mutation: string): Generator<AddressField> {
  if (isNonNullType(type)) return yield* addressesIn(type.ofType, name, mutation);
  if (isListType(type)) {
    for (const { fill, path } of addressesIn(type.ofType, name, mutation))
      yield { path: path === '' ? '0' : `0.${path}`, fill: (address) => [fill(address)] };
  } else if (isInputObjectType(type)) {
    const least = type.isOneOf ? {} : Object(makeValue(type, name, mutation));
    for (const field of Object.values(type.getFields())) {
      for (const { fill, path } of addressesIn(field.type, field.name, mutation))
        yield {
          path: path === '' ? field.name : `${field.name}.${path}`,
          fill: (address) => ({ ...least, [field.name]: fill(address) }),
        };
    }
  } else if (type.name === 'URL' || ADDRESSES.includes(name)) yield { path: '', fill: (address) => address };
}

/** The address fields of mutations that take no id. Mutations that update something check addresses in the same way. */
const fields = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation) => {
  const [input] = mutation.args;
  const made = makeUp(mutation);
  if (!input || /[iI]d":/.test(JSON.stringify(made.variables))) return [];
  return [...addressesIn(input.type, 'input', mutation.name)].map((field) => ({ mutation, field, query: made.query }));
});

describe('every mutation that takes an address', () => {
  it('is tested, for example with bodies, videos, authors, menus and share links', () => {
    const paths = fields.map(({ field, mutation }) => `${mutation.name} ${field.path}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['createArticle body.0.image.url', 'createArticle body.0.embed.url', 'createVideo renditions.0.url'],
        ...[
          'createAuthor socialLinks.0.url',
          'setNavigation items.0.children.0.path',
          'updateSite shareNetworks.0.template',
        ],
      ]),
    );
  });

  it.each(fields)('refuses a dangerous address: $mutation.name, $field.path', async ({ field, mutation, query }) => {
    const admin = await gateway().as('admin');
    for (const address of [
      '\\\\evil.example',
      '/\\evil.example',
      '//evil.example',
      'java\tscript:alert(1)',
      'data:text/html,x',
    ]) {
      const { data, errors } = await admin.ask<Record<string, { userErrors: { field: string }[] }>>(query, {
        input: field.fill(address),
      });
      expect(errors, address).toBeUndefined();
      expect(data[mutation.name]?.userErrors, address).toMatchObject([{ code: 'INVALID', field: field.path }]);
    }
  });
});
