import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type {} from 'monaco-editor';
import { createRoot } from 'react-dom/client';
// Loaded with the page: users come for the editor, and build.mjs drops the styles of chunks that are loaded later.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
// All styles but the fonts, which would be 300 kB for typefaces that every system has similar ones of.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import { createFetcher } from './fetcher.js';
import { chooseOpening } from './opening.js';

/** The tabs that src/pages/graphiql.ts writes into the page. */
const examples = JSON.parse(document.getElementById('examples')?.textContent ?? '[]');
/** A namespace keeps this apart from another GraphiQL on the same origin. */
const storage = createLocalStorage({ namespace: 'dateline' });
const opening = chooseOpening(storage.getItem('graphiql:tabState'), examples, location.search);
const fetcher = createFetcher(new URL('/graphql', location.href));

window.MonacoEnvironment = {
  getWorker: (_id, label) => {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: 'module' });
  },
};

// A press on a tab must not begin a drag: that would move the tab from under the pointer before the click.
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
    // Headers may hold a token. They are stored only when the user turns that on in the settings.
    shouldPersistHeaders={storage.getItem('graphiql:shouldPersistHeaders') === 'true'}
    showPersistHeadersSettings
    defaultEditorToolsVisibility
    // No history plugin: it would store the headers of each request, with tokens.
    plugins={[]}
  >
    <GraphiQL.Logo>Dateline</GraphiQL.Logo>
  </GraphiQL>,
);
// The operation of the link is a tab now. Without it in the address, reloading the page keeps the tabs.
if (location.search) history.replaceState(null, '', location.pathname);
