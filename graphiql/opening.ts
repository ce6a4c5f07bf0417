/** The texts of a tab, in the form in which GraphiQL stores them. */
interface TabTexts {
  readonly query: string | null;
  readonly variables?: string | null;
  readonly headers?: string | null;
}

/** The state of GraphiQL when its page is opened: the tabs, and the texts of the active tab. */
interface Opening {
  /** The tabs that GraphiQL shows if it has not stored any. */
  readonly tabs: TabTexts[];
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

/**
 * Chooses the tab that is active when the page is opened. If the URL has an operation, that operation becomes the active tab.
 * Otherwise it is the tab that was active before, or else the first example. GraphiQL gets all texts of the tab, and not only the
 * query, because it compares them with its stored tabs. It would open another tab if one text were different.
 */
export function chooseOpening(stored: string | null, examples: readonly TabTexts[], search: string): Opening {
  const linked = readLink(search);
  const tabs = linked ? [linked, ...examples] : [...examples];
  const active = linked ?? readStoredTab(stored) ?? tabs[0];
  return {
    tabs,
    query: active?.query ?? '',
    variables: active?.variables ?? '',
    headers: active?.headers ?? '',
  };
}

/** Reads an operation from the query string of a URL. The parameters are those of a GraphQL request by GET. */
function readLink(search: string): TabTexts | undefined {
  const values = new URLSearchParams(search);
  const query = values.get('query');
  return query ? { query, variables: indent(values.get('variables') ?? '') } : undefined;
}

function indent(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** Reads the tab that was active when the page was last open. Undefined if there is none, or if its stored state is not valid. */
function readStoredTab(stored: string | null): TabTexts | undefined {
  try {
    const { activeTabIndex, tabs }: { activeTabIndex: number; tabs: TabTexts[] } = JSON.parse(stored ?? '{}');
    return tabs[Math.min(Math.max(activeTabIndex, 0), tabs.length - 1)];
  } catch {
    return undefined;
  }
}
