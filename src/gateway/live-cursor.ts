import { type DocumentNode, Kind, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graphql/context.js';
import { findHead } from '../live/head.js';
import { writeLogCursor } from '../writing/cursor.js';

/**
 * Reads where the log stands before anything else of an operation that asks for it is read: the cursor is then never ahead
 * of what is answered beside it.
 */
export function useLiveCursor(): Plugin<Context> {
  return {
    onExecute: async ({ args, extendContext }) => {
      if (!asksForCursor(args.document)) return;
      extendContext({ liveCursor: writeLogCursor(await findHead(args.contextValue.db)) });
    },
  };
}

function asksForCursor(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= name.value === 'liveCursor';
    },
  });
  return found;
}
