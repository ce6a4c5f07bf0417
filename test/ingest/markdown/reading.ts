import type { DraftBlock } from '../../../src/body/blocks.js';
import type { ContentDraft } from '../../../src/ingest/contract/draft.js';
import { contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import { type ParsedDocument, UnreadableDocument } from '../../../src/ingest/contract/format.js';
import { markdownFormat } from '../../../src/ingest/markdown/format.js';

/** Reads a file from memory. A file that cannot be read is `failed`, as in an import. */
export async function readFile(
  content: string | Buffer,
  path = '/site/content/posts/ferry.md',
): Promise<ParsedDocument> {
  const bytes = Buffer.from(content);
  const file = { path, size: bytes.length, bytes: async () => bytes };
  try {
    for await (const document of markdownFormat.read(file, { language: 'en', timeZone: 'UTC' })) return document;
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { kind: 'failed', reason: error.place === undefined ? error.message : `${error.place}: ${error.message}` };
  }
  throw new Error('the format yields a document for each file');
}

/** The draft of a file that can be read. */
export async function readDraft(content: string, path?: string): Promise<ContentDraft> {
  const document = await readFile(content, path);
  if (document.kind !== 'draft') throw new Error(JSON.stringify(document));
  return contentDraftSchema.parse(document.draft);
}

/** The reason why a file can't be read. */
export async function readFault(content: string | Buffer, path?: string): Promise<string> {
  const document = await readFile(content, path);
  if (document.kind !== 'failed') throw new Error(`it was read: ${JSON.stringify(document)}`);
  return document.reason;
}

/** The blocks of a text. */
export async function readBlocks(text: string, fields = ''): Promise<DraftBlock[]> {
  return (await readDraft(`---\ntitle: The ferry\n${fields}---\n\n${text}\n`)).body;
}
