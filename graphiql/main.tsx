import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type {} from 'monaco-editor';
import { createRoot } from 'react-dom/client';
// Loaded with the page: the editor is what it is opened for, and the styles of what is loaded later would be left out.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
// Its styles, but for the fonts: 300 kB, for faces that each system has the like of.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import { createFetcher } from './fetcher.js';
import { chooseOpening } from './opening.js';

/** What the page says of itself, as src/pages/graphiql.ts writes it. */
const examples = JSON.parse(document.getElementById('examples')?.textContent ?? '[]');
/** The same one each time. */
const NO_PLUGINS: [] = [];
/** Apart from what another GraphiQL on this address has stored, such as that of another project. */
const storage = createLocalStorage({ namespace: 'dateline' });
const opening = chooseOpening(storage.getItem('graphiql:tabState'), examples, location.search);
const fetcher = createFetcher(new URL('/graphql', location.href));

window.MonacoEnvironment = {
  getWorker: (_id, label) => {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: 'module' });
  },
};

// A press on a tab is a click, and never the beginning of a drag that takes the tab from under the pointer.
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
    // A token is kept only by who says so in the settings.
    shouldPersistHeaders={storage.getItem('graphiql:shouldPersistHeaders') === 'true'}
    showPersistHeadersSettings
    defaultEditorToolsVisibility
    // None but the documentation: the history would keep the headers of each request, tokens too.
    plugins={NO_PLUGINS}
  >
    <GraphiQL.Logo>Dateline</GraphiQL.Logo>
  </GraphiQL>,
);
// What came by a link is a tab now: to load the page again shows the tabs as they are then.
if (location.search) history.replaceState(null, '', location.pathname);
