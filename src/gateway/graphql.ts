import type { IncomingMessage } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { type Caller, type Context, type ContextSettings, createContext } from '../graphql/context.js';
import { schema } from '../graphql/schema.js';
import { useBoundedInput } from './bounded-input.js';
import { useAnswerLimit } from './limit-answer.js';
import { useLiveCursor } from './live-cursor.js';
import type { MaskError } from './mask-errors.js';
import { createDocumentCache, NO_CACHE, useBoundedParser } from './parse.js';
import { useRequestReader } from './read-request.js';
import type { RequestBodies } from './request-bodies.js';
import { currentRequestId } from './request-id.js';
import { useStorableInput } from './storable-input.js';
import { useNoPlainSubscriptions } from './subscription-transport.js';

/** The one pipeline behind HTTP and WebSocket: parse, validate, make a context, execute, mask. */
export function createPipeline(
  settings: ContextSettings,
  options: { bodies: RequestBodies; maxAnswerBytes: number; maskError: MaskError },
) {
  return createYoga<{ req: IncomingMessage; caller: Caller }, Context>({
    schema,
    context: ({ caller }) => createContext(settings, currentRequestId(), caller),
    graphqlEndpoint: '/graphql',
    // GraphiQL, CORS and health have files of their own beside this one.
    graphiql: false,
    landingPage: false,
    cors: false,
    healthCheckEndpoint: '/graphql/health',
    multipart: false,
    batching: false,
    logging: false,
    // Ours counts the bytes.
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: createDocumentCache(), errorCache: NO_CACHE },
    maskedErrors: { maskError: options.maskError },
    plugins: [
      useRequestReader(options.bodies),
      useBoundedParser(),
      useNoPlainSubscriptions(),
      useStorableInput(),
      useBoundedInput(),
      useAnswerLimit(options.maxAnswerBytes),
      useLiveCursor(),
    ],
  });
}

export type Pipeline = ReturnType<typeof createPipeline>;
