import { open } from 'node:fs/promises';
import { type ImportFormat, UnreadableDocument } from './contract/format.js';
import type { FieldMap } from './jsonl/map.js';

interface FormatChoice {
  readonly description: string;
  /** What a file of this format is called in the errors of other formats. Absent if the format can't be recognised. */
  readonly noun?: string;
  /** Imports the format's modules on demand, because parsers are slow to load and most commands need no parser. */
  readonly load: (map: FieldMap | undefined) => Promise<ImportFormat>;
}

const formats: Readonly<Record<string, FormatChoice>> = {
  html: {
    description: 'a saved article page: schema.org, OpenGraph and other metadata, and the text as a reader sees it',
    noun: 'a saved page',
    load: async () => (await import('./html/format.js')).htmlFormat,
  },
  ninjs: {
    description: 'IPTC ninjs 1.x, 2.x and 3.x: one item or a list of items, as JSON',
    load: async () => (await import('./ninjs/format.js')).ninjsFormat,
  },
  feed: {
    description: 'feeds: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed',
    noun: 'a feed',
    load: async () => (await import('./feed/format.js')).feedFormat,
  },
  wxr: {
    description: 'WordPress exports (WXR 1.0 to 1.2)',
    noun: 'a WordPress export',
    load: async () => (await import('./wxr/format.js')).wxrFormat,
  },
  markdown: {
    description: 'Markdown with front matter, as Hugo, Astro, Eleventy and Jekyll have it',
    noun: 'Markdown with front matter',
    load: async () => (await import('./markdown/format.js')).markdownFormat,
  },
  jsonl: {
    description: 'JSON Lines: one article a line, or an export of Dateline',
    load: async (map) => (await import('./jsonl/format.js')).jsonlFormat(map),
  },
};

/** All import formats by name. Each refuses files that are clearly of another format. */
export const importFormats: ReadonlyMap<string, FormatChoice> = new Map(
  Object.entries(formats).map(([name, format]) => [
    name,
    { ...format, load: async (map) => refuseOthers(name, await format.load(map)) },
  ]),
);

/** Makes a format refuse documents that are clearly of another format. The error names the right format. */
function refuseOthers(name: string, format: ImportFormat): ImportFormat {
  return {
    ...format,
    read: async function* read(file, options) {
      const other = recogniseFormat(await readHead(file.path));
      if (other !== undefined && other !== name)
        throw new UnreadableDocument(`This is ${formats[other]?.noun}: import it with \`import ${other}\`.`);
      yield* format.read(file, options);
    },
  };
}

/** The number of bytes that are read from the start of a file to recognise its format. */
const HEAD_BYTES = 65_536;

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Recognises a format by the root element, the front matter's mark or JSON Feed's version. Returns undefined when in doubt. */
function recogniseFormat(head: string): string | undefined {
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (text.startsWith('{')) return text.includes('https://jsonfeed.org/version/') ? 'feed' : undefined;
  if (/^(?:---|\+\+\+)[ \t]*\r?\n/.test(text)) return 'markdown';
  const root = findRoot(text);
  if (root === 'html') return 'html';
  if (root !== 'rss' && root !== 'feed' && root !== 'rdf:rdf') return undefined;
  return root === 'rss' && text.includes('wordpress.org/export/') ? 'wxr' : 'feed';
}

/** Finds the name of the first element, in lower case. Declarations, comments and the document type are skipped. */
function findRoot(text: string): string | undefined {
  let at = 0;
  while (text.startsWith('<?', at) || text.startsWith('<!', at)) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : '>';
    const next = text.indexOf(end, at);
    if (next < 0) return undefined;
    at = next + end.length;
    while (/\s/.test(text.charAt(at))) at += 1;
  }
  return /^<([a-z:]{1,20})[\s>/]/i.exec(text.slice(at, at + 30))?.[1]?.toLowerCase();
}
