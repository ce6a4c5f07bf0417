import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const EXAMPLES = fileURLToPath(new URL('../../examples/operations/', import.meta.url));
/** Two pages of a bookmark, so that the tab has an icon without another request. */
const FAVICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"%3E%3Crect width="16" height="16" rx="3" fill="%23134e6f"/%3E%3Cpath d="M3 4h10M3 8h10M3 12h6" stroke="%23fff" stroke-width="2"/%3E%3C/svg%3E';

/** Whether a browser wants the page, not an answer. */
export function wantsGraphiQL({ headers, method, url }: IncomingMessage): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html') && !/[?&]query=/.test(url ?? '');
}

/** Serves GraphiQL whole from its package: it needs no other host. It is made once, when it is first asked for. */
export function createGraphiQL(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let page: Promise<{ plain: Buffer; zipped: Buffer }> | undefined;
  return async (request, response) => {
    page ??= renderPage().catch((error: unknown) => {
      page = undefined;
      throw error;
    });
    const { plain, zipped } = await page;
    const zip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      Vary: 'Accept, Accept-Encoding',
      ...(zip && { 'Content-Encoding': 'gzip' }),
    });
    response.end(zip ? zipped : plain);
  };
}

async function renderPage(): Promise<{ plain: Buffer; zipped: Buffer }> {
  // Nine megabytes of source: not before somebody wants it.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const tabs = await readTabs();
  const [first] = tabs;
  const html = renderGraphiQL({
    title: 'Dateline',
    favicon: FAVICON,
    defaultTabs: tabs,
    // Of several tabs, GraphiQL gives the one in front no variables.
    ...(first && { variables: first.variables }),
    subscriptionsProtocol: 'WS',
  });
  const plain = Buffer.from(String(html).trim());
  return { plain, zipped: await promisify(gzip)(plain) };
}

/** A tab for each example, with the variables beside it. */
async function readTabs() {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      query: await readFile(`${EXAMPLES}${name}`, 'utf8'),
      variables: await readFile(`${EXAMPLES}${name.replace('.graphql', '.variables.json')}`, 'utf8'),
    })),
  );
}
