/** The texts of a tab, as GraphiQL stores them. */
interface TabTexts {
  readonly query: string | null;
  readonly variables?: string | null;
  readonly headers?: string | null;
}

/** The tabs of a page that opens, and the texts of the active tab. */
interface Opening {
  /** Used when GraphiQL has no stored tabs. */
  readonly tabs: TabTexts[];
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

/**
 * Chooses the active tab: the operation in the address, if the page was opened by a link; or the tab that was active before; or
 * the first example. GraphiQL looks for this tab among those that it stored, and opens a new one if a text differs. So it needs
 * all texts of the tab, not only the query.
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

/** Reads the operation in an address, as a GET request has it. */
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

/** Reads the tab that was active when the page was last open. Undefined when GraphiQL could not read it either. */
function readStoredTab(stored: string | null): TabTexts | undefined {
  try {
    const { activeTabIndex, tabs }: { activeTabIndex: number; tabs: TabTexts[] } = JSON.parse(stored ?? '{}');
    return tabs[Math.min(Math.max(activeTabIndex, 0), tabs.length - 1)];
  } catch {
    return undefined;
  }
}
