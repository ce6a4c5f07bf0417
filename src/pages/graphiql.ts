import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answer } from '../http/response.js';
import { type Bundle, fileHeaders, readBundle } from './graphiql-bundle.js';
import { pageHeaders } from './html.js';
import { makeRepresentations, type Representations, sendRepresentation } from './representations.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/operations/', import.meta.url));
/**
 * The headers of the page. Their policy allows inline styles, which GraphiQL's editor adds, and pictures of any host, which
 * GraphiQL shows for addresses in an answer.
 */
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

/** The bundle and the page that loads it. */
interface GraphiQL {
  readonly bundle: Bundle;
  readonly page: Representations;
}

/** True if a person opens the URL in a browser. Programs name JSON first in `Accept`, or accept anything. */
export function wantsPage({ headers, method }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [first = ''] = (headers.accept ?? '').toLowerCase().split(/[,;]/);
  return headers['sec-fetch-mode'] === 'navigate' || first.trim() === 'text/html';
}

/** Serves GraphiQL's page and its files. The page loads nothing from other hosts, so it works offline. */
export function createGraphiQL() {
  const load = createLoad();

  async function sendFile(request: IncomingMessage, response: ServerResponse, name: string, caching: string) {
    const loaded = await load();
    if (!loaded) return answerNotBuilt(response);
    const file = await loaded.bundle.read(name);
    if (!file) return answer(response, 404, { error: `there is no file ${name}` });
    sendRepresentation(request, response, file, { ...fileHeaders(name), 'Cache-Control': `public, ${caching}` });
  }
  return {
    showPage: async (request: IncomingMessage, response: ServerResponse) => {
      const loaded = await load();
      if (!loaded) return answerNotBuilt(response);
      response.appendHeader('Vary', 'Accept, Sec-Fetch-Mode');
      sendRepresentation(request, response, loaded.page, PAGE_HEADERS);
    },
    /** Sends a file of the bundle. Browsers may cache it forever, because its path begins with the version of the bundle. */
    sendFile: (request: IncomingMessage, response: ServerResponse, path: string) =>
      sendFile(request, response, path, 'max-age=31536000, immutable'),
    sendIcon: (request: IncomingMessage, response: ServerResponse) =>
      sendFile(request, response, 'favicon.ico', 'max-age=86400'),
  };
}

function answerNotBuilt(response: ServerResponse): void {
  answer(response, 503, { error: 'GraphiQL is not built: npm run build builds it' });
}

/** Returns a function that loads the page once. If GraphiQL is not built or can't be read, the next call tries again. */
function createLoad(): () => Promise<GraphiQL | undefined> {
  let loading: Promise<GraphiQL | undefined> | undefined;
  return async () => {
    const current = loading ?? readBundle().then(async (bundle) => bundle && { bundle, page: await makePage(bundle) });
    loading = current;
    const loaded = await current.catch(() => undefined);
    if (!loaded) loading = undefined;
    return current;
  };
}

/** Makes the page. The examples are in it as JSON, because the policy of the page allows no inline script. */
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

/** Reads the example operations and their variables. GraphiQL shows each as a tab. */
async function readExamples() {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      query: await readFile(`${EXAMPLES}${name}`, 'utf8'),
      variables: (await readFile(`${EXAMPLES}${name.replace('.graphql', '.variables.json')}`, 'utf8')).trim(),
    })),
  );
}
