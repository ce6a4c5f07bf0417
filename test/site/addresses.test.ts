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

/** Addresses of pages on which a link may be. */
const PAGES = ['https://page.example/news/a', 'http://page.example:8080/', 'https://page.example'];

const HARMLESS = [
  ...['https://a.example/x?y=1#z', 'HTTP://A.EXAMPLE', 'https://a.example:8443/b%20c', 'https://مثال.إختبار/خبر'],
  ...['/news/politics/a', '/a?b=\\c', '/'],
];
/** Odd texts in which browsers find a scheme or a host. */
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

/** The addresses of links in HTML, as a browser reads them. */
function linksOf(html: string): string[] {
  const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };
  return [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) =>
    href.replace(/&(?:amp|quot|lt|gt);/g, (entity) => entities[entity] ?? entity),
  );
}

const inHtml = (address: string) => `<a href="${address.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`)}">x</a>`;

/** Fails when a browser reads an address differently from its plain text. */
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
    ['that a page leads to or loads', webAddress, ['http:', 'https:']],
    ['of an account', linkAddress, ['http:', 'https:', 'mailto:']],
  ];

  it.each(kinds)('%s is read by browsers as it is written, whatever it is made of', (_what, kind, schemes) => {
    fc.assert(
      fc.property(addresses, (address) => {
        if (kind.safeParse(address).success) judge(address, schemes);
      }),
      { numRuns: 5000 },
    );
  });

  it('for sharing begins with a scheme that runs nothing in browsers', () => {
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

  it('in a body is read by browsers as it is written, or only the text of its link is kept', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const clean = sanitizeInline(inHtml(address));
        expect(clean).toMatch(/^(?:x|<a href="[^"]*">x<\/a>)$/);
        for (const link of linksOf(clean)) judge(link, ['http:', 'https:', 'mailto:']);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(HARMLESS)('such as %j is kept everywhere', (address) => {
    expect(webAddress.safeParse(address).success).toBe(true);
    expect(linksOf(sanitizeInline(inHtml(address)))).toEqual([address]);
  });

  it.each(ODD)('such as %j is refused', (address) => {
    for (const kind of [webAddress, linkAddress]) expect(kind.safeParse(address).success).toBe(false);
    if (address !== 'x:y') expect(shareTemplate.safeParse(address).success).toBe(false);
    const [link = ''] = linksOf(sanitizeInline(inHtml(address)));
    expect(['', 'https://evil.example']).toContain(link);
    if (!address.trim().startsWith('//')) expect(link).toBe('');
  });

  it('without its scheme gets one in a body', () => {
    expect(sanitizeInline('<a href="//a.example/b">x</a>')).toBe('<a href="https://a.example/b">x</a>');
  });
});

/** A field for an address in the input of a mutation, and the input that gives it a value. */
interface AddressField {
  /** As userErrors name it. */
  readonly path: string;
  readonly fill: (address: string) => unknown;
}

/** Fields whose type does not say that they hold an address. */
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

/** Only of mutations that create: mutations that update read their inputs in the same way. */
const fields = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation) => {
  const [input] = mutation.args;
  const made = makeUp(mutation);
  if (!input || /[iI]d":/.test(JSON.stringify(made.variables))) return [];
  return [...addressesIn(input.type, 'input', mutation.name)].map((field) => ({ mutation, field, query: made.query }));
});

describe('every mutation that takes an address', () => {
  it('is tested: bodies, pictures, menus, links, files', () => {
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

  it.each(fields)('refuses an odd one: $mutation.name, $field.path', async ({ field, mutation, query }) => {
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
