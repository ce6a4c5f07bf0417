/** What a tab holds; as GraphiQL stores it, a text or null. */
interface TabTexts {
  readonly query: string | null;
  readonly variables?: string | null;
  readonly headers?: string | null;
}

/** Which tabs are open when the page is, and what the editors show of the one in front. */
interface Opening {
  /** Those of somebody who was never here. */
  readonly tabs: TabTexts[];
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

/**
 * Chooses what the page opens with: an operation in the address, which was passed on as a link; or the tab that was in
 * front before; or the first example. GraphiQL compares this to the tabs that it stored: what is none of them becomes
 * another tab. So it has to be told all of the tab in front, and not only its query.
 */
export function chooseOpening(stored: string | null, examples: readonly TabTexts[], search: string): Opening {
  const linked = readLink(search);
  const tabs = linked ? [linked, ...examples] : [...examples];
  const inFront = linked ?? readStoredTab(stored) ?? tabs[0];
  return {
    tabs,
    query: inFront?.query ?? '',
    variables: inFront?.variables ?? '',
    headers: inFront?.headers ?? '',
  };
}

/** The operation that an address holds, as clients that ask by GET write it. */
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

/** The tab that was in front when the page was last open. What GraphiQL itself couldn't read counts as nothing. */
function readStoredTab(stored: string | null): TabTexts | undefined {
  try {
    const { activeTabIndex, tabs }: { activeTabIndex: number; tabs: TabTexts[] } = JSON.parse(stored ?? '{}');
    return tabs[Math.min(Math.max(activeTabIndex, 0), tabs.length - 1)];
  } catch {
    return undefined;
  }
}
