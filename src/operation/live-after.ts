import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';

/** The argument `after` of a subscription: the cursor after which a subscriber gets events. */
export interface CursorArgument {
  readonly value: ValueNode;
  /** Its variable, if nothing else uses it. Subscriptions that differ only in its value share one group. */
  readonly ownVariable: string | undefined;
}

/** Finds the argument `after` of a subscription's only root field. */
export function findCursor(document: DocumentNode, operation: OperationDefinitionNode): CursorArgument | undefined {
  const field = findField(document, operation.selectionSet);
  const value = field?.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (!value) return undefined;
  const variable = value.kind === Kind.VARIABLE ? value.name.value : undefined;
  const isAlone = variable !== undefined && countUses(document, variable) === 1;
  return { value, ownVariable: isAlone ? variable : undefined };
}

function findField(document: DocumentNode, { selections }: SelectionSetNode): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : findFragment(document, selection.name.value)?.selectionSet;
    const found = set && findField(document, set);
    if (found) return found;
  }
  return undefined;
}

function findFragment({ definitions }: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return definitions.find(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
}

function countUses(document: DocumentNode, name: string): number {
  let uses = 0;
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: (node) => {
      if (node.name.value === name) uses += 1;
    },
  });
  return uses;
}
