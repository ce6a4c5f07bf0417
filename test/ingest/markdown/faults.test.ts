import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFault, readFile } from './reading.js';

const withFields = (fields: string) => `---\ntitle: The ferry\n${fields}\n---\nText.\n`;

describe('a document that can’t be read', () => {
  it.each([
    ['front matter without an end', '---\ntitle: A\n\nText.\n', /^line 5: .*no end.*---/],
    ['invalid YAML', '---\ntitle: A\ntags: [a\n---\n', /^line \d: not YAML: /],
    ['a field twice', '---\ntitle: A\ntitle: B\n---\n', /^line 3: not YAML: .*unique/],
    ['invalid TOML', '+++\ntitle = A\n+++\n', /^line 2: not TOML: /],
    ['invalid JSON', '{\n"title": A\n}\n', /^front matter: not JSON: "A" at line 2/],
    ['a list for front matter', '---\n- a\n---\n', /front matter is a list/],
    ['no title', '---\ntags: a\n---\nText.\n', /^title: there is none.*add one/],
    ['a date that does not exist', withFields('date: 2026-02-30'), /^date: "2026-02-30" is no date.*write it as/],
    ['a list as a date', withFields('lastmod: [x]'), /^lastmod: .*is no date/],
    ['an invalid language', withFields('lang: english!'), /^lang: "english!" is not a BCP 47 tag, such as en/],
    ['an urgency beyond its bounds', withFields('urgency: 12'), /^urgency: .*<=9/],
    [
      'a correction without a text',
      withFields('corrections: [{ publishedAt: 2026-01-01T00:00:00Z }]'),
      /^corrections\.0\.text: /,
    ],
    ['an object as a description', withFields('description: { a: b }'), /^description: .*string/],
    ['an invalid date in the file name', withFields(''), /begins with 2026-02-30/, '/_posts/2026-02-30-x.md'],
    [
      'a post with an invalid time',
      '---\ntitle: A\ntype: LIVE_BLOG\n---\n\n## 2026-03-23 25:00: X\n',
      /^line 6: .*no time of a post/,
    ],
    ['quotes nested 5,000 levels deep', withFields(`\n---\n${'>'.repeat(5000)} x`), /nest over 50 deep/],
    ['a NUL', withFields('x: "a\0b"'), /^line 3: A NUL/],
    ['UTF-16', Buffer.from('\ufeff---\ntitle: A\n---\n', 'utf16le'), /UTF-16: save it as UTF-8/],
    ['an empty file', ' \n', /empty/],
  ])('is refused with the field or the line: %s', async (_fault, content, reason, path = undefined) => {
    expect(await readFault(content, path)).toMatch(reason);
  });

  it('because its aliases double with each line is refused before they fill the memory', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}` : 'x, x'}]`);
    expect(await readFault(withFields(lines.join('\n')))).toMatch(/alias/i);
  });

  it('because its lists are nested 20,000 levels deep is refused', async () => {
    expect(await readFault(withFields(`x: ${'['.repeat(20_000)}`))).toMatch(/YAML|deep/);
  });

  it.each([
    ['brackets', '['.repeat(3000)],
    ['pictures', '!['.repeat(3000)],
    ['stars', '*a '.repeat(3000)],
    ['marks in marks', '*a _b '.repeat(1500)],
    ['backticks', Array.from({ length: 300 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['tags of templates', '{{< '.repeat(20_000)],
    ['tags without end', '<a '.repeat(20_000)],
    ['a deep list', Array.from({ length: 200 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
    ['entities', '&amp'.repeat(20_000)],
    ['cells', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n`],
  ])('is not a document with many marks, which is read quickly: %s', async (_what, text) => {
    expect(await readFile(withFields('').replace('Text.', text))).toMatchObject({ kind: 'draft' });
  });

  it.each([
    ['a paragraph', '*a _b '.repeat(2000), /^text: a paragraph has over 3000 marks .*divide it/],
    ['a text', '*a _b '.repeat(1000).concat('\n\n').repeat(20), /^text: it has over 30000 marks .*divide it/],
  ])('because it has too many marks is refused before the marks are paired: %s', async (_where, text, reason) => {
    expect(await readFault(withFields('').replace('Text.', text))).toMatch(reason);
  });

  it('is reported: every text becomes a draft, is skipped, or is refused', async () => {
    const piece = fc.constantFrom(
      ...[
        '---\n',
        '+++\n',
        '{\n',
        '}\n',
        'title: A\n',
        '- ',
        '> ',
        '# ',
        '![a](',
        '](',
        '{{<',
        '>}}',
        '{%',
        '%}',
        '<img src=x>',
      ],
      ...[
        '\n',
        '\n\n',
        '&',
        '*',
        '**',
        '`',
        '|',
        '[^1]: ',
        'item:',
        '\ud83d',
        '\u202e',
        'date: ',
        '&a ',
        '*a',
        '!!js/function x',
      ],
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (parts, hasMatter) => {
        const document = await readFile(`${hasMatter ? '---\ntitle: A\n---\n' : ''}${parts.join('')}`);
        if (document.kind === 'failed') expect(document.reason).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
