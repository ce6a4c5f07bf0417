import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type {} from 'monaco-editor';
import { createRoot } from 'react-dom/client';
// These two files are imported here, and not when the editor opens. Users need the editor at once, and build.mjs removes the style
// files of chunks that are loaded later.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
// These are all styles of GraphiQL except its fonts. The fonts have 300 kB, and every system has similar fonts.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import { createFetcher } from './fetcher.js';
import { chooseOpening } from './opening.js';

/** The example operations, which src/pages/graphiql.ts writes into the page. Each becomes a tab. */
const examples = JSON.parse(document.getElementById('examples')?.textContent ?? '[]');
/** The storage of GraphiQL's state. The namespace separates it from another GraphiQL on the same origin. */
const storage = createLocalStorage({ namespace: 'dateline' });
const opening = chooseOpening(storage.getItem('graphiql:tabState'), examples, location.search);
const fetcher = createFetcher(new URL('/graphql', location.href));

window.MonacoEnvironment = {
  getWorker: (_id, label) => {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: 'module' });
  },
};

// Presses on tabs are hidden from GraphiQL, because a press would begin a drag, which moves the tab away before the click.
document.addEventListener('pointerdown', keepTabsInPlace, { capture: true });

function keepTabsInPlace(event: PointerEvent) {
  if (event.target instanceof Element && event.target.closest('.graphiql-tab')) event.stopPropagation();
}

const root = document.getElementById('graphiql');
if (!root) throw new Error('the page has no place for GraphiQL');
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={opening.tabs}
    initialQuery={opening.query}
    initialVariables={opening.variables}
    initialHeaders={opening.headers}
    // Headers may contain a token, so GraphiQL stores them only if the user has turned this on in its settings.
    shouldPersistHeaders={storage.getItem('graphiql:shouldPersistHeaders') === 'true'}
    showPersistHeadersSettings
    defaultEditorToolsVisibility
    // The history plugin is left out, because it would store the headers of each request, with tokens.
    plugins={[]}
  >
    <GraphiQL.Logo>Dateline</GraphiQL.Logo>
  </GraphiQL>,
);
// An operation in the URL is a tab now. It is removed from the URL, so that reloading the page keeps the tabs as they are.
if (location.search) history.replaceState(null, '', location.pathname);
