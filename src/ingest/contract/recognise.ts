import { open } from 'node:fs/promises';
import { type ImportFormat, UnreadableDocument } from './format.js';

/** The number of bytes at the start of a file from which its format is recognised. */
const HEAD_BYTES = 65_536;
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  html: 'a saved page',
  feed: 'a feed',
  wxr: 'a WordPress export',
  markdown: 'Markdown with front matter',
};

/** Makes a format refuse documents that are clearly of another format. The error names the right one. */
export function refuseOthers(name: string, format: ImportFormat): ImportFormat {
  return {
    ...format,
    read: async function* read(file, options) {
      const other = recogniseFormat(await readHead(file.path));
      if (other !== undefined && other !== name)
        throw new UnreadableDocument(`This is ${DESCRIPTIONS[other]}: import it with \`import ${other}\`.`);
      yield* format.read(file, options);
    },
  };
}

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
