import type { Plugin } from 'graphql-yoga';
import { codedError } from '../errors.js';

/** A subscription that comes as far as the pipeline came over plain HTTP, which has one answer and no more. */
export function useNoPlainSubscriptions(): Plugin {
  return {
    onSubscribe: ({ setResultAndStopExecution }) => {
      const message =
        'a subscription needs a WebSocket (graphql-transport-ws) or the header Accept: text/event-stream, which keeps its answer open';
      setResultAndStopExecution({ errors: [codedError('BAD_USER_INPUT', message, { http: { status: 400 } })] });
    },
  };
}
