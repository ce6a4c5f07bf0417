import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answer } from '../http/response.js';
import { type Bundle, fileHeaders, readBundle } from './graphiql-bundle.js';
import { pageHeaders } from './html.js';
import { makeRepresentations, type Representations, sendRepresentation } from './representations.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/operations/', import.meta.url));
/** GraphiQL's editor adds styles while it runs. It shows pictures of an answer, which may be anywhere. */
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

interface Made {
  readonly bundle: Bundle;
  readonly page: Representations;
}

/** Whether somebody opens the address in a browser. Programs name JSON first in `Accept`, or take anything. */
export function wantsPage({ headers, method }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [first = ''] = (headers.accept ?? '').toLowerCase().split(/[,;]/);
  return headers['sec-fetch-mode'] === 'navigate' || first.trim() === 'text/html';
}

/** GraphiQL's page and its files. The page needs no other host than this gateway. */
export function createGraphiQL() {
  const load = createLoad();

  async function sendFile(request: IncomingMessage, response: ServerResponse, name: string, caching: string) {
    const made = await load();
    if (!made) return answerNotBuilt(response);
    const file = await made.bundle.read(name);
    if (!file) return answer(response, 404, { error: `there is no file ${name}` });
    sendRepresentation(request, response, file, { ...fileHeaders(name), 'Cache-Control': `public, ${caching}` });
  }
  return {
    showPage: async (request: IncomingMessage, response: ServerResponse) => {
      const made = await load();
      if (!made) return answerNotBuilt(response);
      response.appendHeader('Vary', 'Accept, Sec-Fetch-Mode');
      sendRepresentation(request, response, made.page, PAGE_HEADERS);
    },
    /** `path` begins with the version of the bundle, so a file never changes. */
    sendFile: (request: IncomingMessage, response: ServerResponse, path: string) =>
      sendFile(request, response, path, 'max-age=31536000, immutable'),
    sendIcon: (request: IncomingMessage, response: ServerResponse) =>
      sendFile(request, response, 'favicon.ico', 'max-age=86400'),
  };
}

function answerNotBuilt(response: ServerResponse): void {
  answer(response, 503, { error: 'GraphiQL is not built: npm run build builds it' });
}

/** Loads the page when it is first asked for, and again where it was not built or could not be read. */
function createLoad(): () => Promise<Made | undefined> {
  let loaded: Promise<Made | undefined> | undefined;
  return async () => {
    loaded ??= readBundle().then(async (bundle) => bundle && { bundle, page: await makePage(bundle) });
    const made = await loaded.catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    if (!made) loaded = undefined;
    return made;
  };
}

/** The page has no script in it: its policy allows none. The examples are data. */
async function makePage({ folder, preload }: Bundle): Promise<Representations> {
  const examples = JSON.stringify(await readExamples()).replaceAll('<', '\\u003c');
  return makeRepresentations(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dateline</title>
<link rel="icon" href="/favicon.ico">
<link rel="stylesheet" href="/graphiql/${folder}/main.css">
${preload.map((name) => `<link rel="modulepreload" href="/graphiql/${folder}/${name}">`).join('\n')}
<script type="module" src="/graphiql/${folder}/main.js"></script></head>
<body><div id="graphiql"><noscript>GraphiQL is a program: let this page run scripts.</noscript></div>
<script type="application/json" id="examples">${examples}</script>
</body></html>
`);
}

/** A tab for each example, with the variables beside it. */
async function readExamples() {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      query: await readFile(`${EXAMPLES}${name}`, 'utf8'),
      variables: (await readFile(`${EXAMPLES}${name.replace('.graphql', '.variables.json')}`, 'utf8')).trim(),
    })),
  );
}
