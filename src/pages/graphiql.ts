import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { codedError } from '../errors.js';
import { refusal, refuse } from '../http/response.js';
import { makeRepresentations, pageHeaders, type Representations, sendRepresentation } from './send.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/operations/', import.meta.url));
/** The folder into which graphiql/build.mjs writes the bundle. The path is the same from `src/` and from `dist/`. */
const DIST = fileURLToPath(new URL('../../dist/graphiql/', import.meta.url));
/** `version` changes with the content of the files. `preload` lists the files that the page's script needs first. */
const manifestSchema = z.object({ version: z.string(), files: z.array(z.string()), preload: z.array(z.string()) });
const ICON = 'favicon.ico';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** The headers of the page. The editor adds inline styles to the page. Answers may contain pictures of any host. */
const PAGE_HEADERS = {
  ...pageHeaders({
    'script-src': "'self'",
    'worker-src': "'self'",
    'connect-src': "'self'",
    'font-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': '* data:',
  }),
  'Cache-Control': 'no-cache',
};

/** Returns the headers of a file of the bundle. Scripts and workers may load other scripts of the bundle. */
const fileHeaders = (name: string, caching: string) => ({
  'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
  'Content-Security-Policy': "default-src 'none'; script-src 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': `public, ${caching}`,
});

/** True if a person opens the URL in a browser. Programs name JSON first in `Accept`, or accept anything. */
export function wantsPage({ headers, method }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [first = ''] = (headers.accept ?? '').toLowerCase().split(/[,;]/);
  return headers['sec-fetch-mode'] === 'navigate' || first.trim() === 'text/html';
}

/** Serves GraphiQL's page and its files. The page loads nothing from other hosts, so it works offline. */
export function createGraphiQL() {
  let loading: ReturnType<typeof loadGraphiQL> | undefined;

  /** Loads GraphiQL once. If it is not built or can't be read, the next call tries again. */
  async function load() {
    const current = loading ?? loadGraphiQL();
    loading = current;
    const loaded = await current.catch(() => undefined);
    if (!loaded) loading = undefined;
    return current;
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, name: string, caching: string) {
    const loaded = await load();
    if (!loaded) return refuseNotBuilt(request, response);
    const file = await loaded.read(name);
    if (!file) return refuse(request, response, [refusal(404, `there is no file ${name}`)]);
    sendRepresentation(request, response, file, fileHeaders(name, caching));
  }
  return {
    showPage: async (request: IncomingMessage, response: ServerResponse) => {
      const loaded = await load();
      if (!loaded) return refuseNotBuilt(request, response);
      response.appendHeader('Vary', 'Accept, Sec-Fetch-Mode');
      sendRepresentation(request, response, loaded.page, PAGE_HEADERS);
    },
    /** Sends a file of the bundle. Browsers may cache it forever, because its path has the version of the bundle. */
    sendFile: (request: IncomingMessage, response: ServerResponse, path: string) =>
      sendFile(request, response, path, 'max-age=31536000, immutable'),
    sendIcon: (request: IncomingMessage, response: ServerResponse) =>
      sendFile(request, response, ICON, 'max-age=86400'),
  };
}

function refuseNotBuilt(request: IncomingMessage, response: ServerResponse): void {
  refuse(request, response, [codedError('UNAVAILABLE', 'GraphiQL is not built: npm run build builds it')]);
}

/** Reads the list of the bundle's files, and makes the page. Returns undefined if the bundle is not built. */
async function loadGraphiQL() {
  const text = await readFile(`${DIST}manifest.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { files, preload, version } = manifestSchema.parse(JSON.parse(text));
  const names = new Map(files.map((name) => [name === ICON ? name : `${version}/${name}`, name]));
  const loaded = new Map<string, Promise<Representations>>();
  return {
    page: await makePage(`/graphiql/${version}`, preload),
    /** Reads a file by its path `VERSION/NAME`, or the icon. Undefined for another path. The file is kept in memory. */
    read: (path: string): Promise<Representations> | undefined => {
      const name = names.get(path);
      if (name === undefined) return undefined;
      const file = loaded.get(name) ?? readRepresentations(name, version);
      loaded.set(name, file);
      // If a file can't be read, the next request tries again.
      file.catch(() => loaded.delete(name));
      return file;
    },
  };
}

async function readRepresentations(name: string, version: string): Promise<Representations> {
  const path = `${DIST}${name}`;
  const [identity, br, gzip] = await Promise.all([readFile(path), readFile(`${path}.br`), readFile(`${path}.gz`)]);
  return { etag: version, identity, br, gzip };
}

/** Makes the page. The examples are in the page as JSON, because the page's policy allows no inline script. */
async function makePage(folder: string, preload: readonly string[]): Promise<Representations> {
  const examples = JSON.stringify(await readExamples()).replaceAll('<', '\\u003c');
  return makeRepresentations(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dateline</title>
<link rel="icon" href="/favicon.ico">
<link rel="stylesheet" href="${folder}/main.css">
${preload.map((name) => `<link rel="modulepreload" href="${folder}/${name}">`).join('\n')}
<script type="module" src="${folder}/main.js"></script></head>
<body><div id="graphiql"><noscript>GraphiQL is a program: let this page run scripts.</noscript></div>
<script type="application/json" id="examples">${examples}</script>
</body></html>
`);
}

/** Reads the example operations and their variables. GraphiQL shows each example as a tab. */
async function readExamples() {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      query: await readFile(`${EXAMPLES}${name}`, 'utf8'),
      variables: (await readFile(`${EXAMPLES}${name.replace('.graphql', '.variables.json')}`, 'utf8')).trim(),
    })),
  );
}
