import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badInput } from '../errors.js';
import { findUnstorable } from '../ingest/text/storable.js';

/**
 * Refuses operations whose strings hold what neither PostgreSQL nor a client takes, a NUL or half of a character: here
 * once, by name, rather than wherever a string meets the database.
 */
export function useStorableInput(): Plugin {
  return {
    onValidate: ({ addValidationRule }) => addValidationRule(checkLiterals),
    onExecute: ({ args, setResultAndStopExecution }) => {
      const error = findUnstorableVariable(args.variableValues);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

/** BAD_USER_INPUT for a variable that holds such a string. */
export function findUnstorableVariable(variables: unknown): GraphQLError | undefined {
  const fault = findUnstorable(variables);
  return fault && badInput(`$${fault.path}`, fault.problem);
}

const checkLiterals: ValidationRule = (context) => ({
  StringValue: (node) => {
    const fault = findUnstorable(node.value);
    if (!fault) return;
    const extensions = { code: 'BAD_USER_INPUT' };
    context.reportError(new GraphQLError(`A string ${fault.problem}.`, { nodes: node, extensions }));
  },
});
