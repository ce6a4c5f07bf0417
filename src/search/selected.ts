import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The names of all fields below a field, whether a directive leaves them out or not: what may have to be read. */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<FragmentDefinitionNode>();
  const collect = (selections: SelectionSetNode | undefined): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === 'Field') names.add(selection.name.value);
      if (selection.kind !== 'FragmentSpread') collect(selection.selectionSet);
      else {
        const fragment = fragments[selection.name.value];
        if (fragment && !seen.has(fragment)) collect(seen.add(fragment) && fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet);
  return names;
}
