import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { type Context, type ContextSettings, createContext } from '../graphql/context.js';
import { schema } from '../graphql/schema.js';
import { createMask } from './mask-errors.js';
import { useBodyReader } from './read-body.js';
import { currentRequestId } from './request-id.js';

/** The one pipeline behind HTTP and WebSocket: parse, validate, make a context, execute, mask. */
export function createPipeline(settings: ContextSettings, options: { maxBodyBytes: number; logger: Logger }) {
  return createYoga<Record<string, unknown>, Context>({
    schema,
    context: () => createContext(settings, currentRequestId()),
    graphqlEndpoint: '/graphql',
    // GraphiQL, CORS and health have files of their own beside this one.
    graphiql: false,
    landingPage: false,
    cors: false,
    healthCheckEndpoint: '/graphql/health',
    multipart: false,
    batching: false,
    logging: false,
    maskedErrors: { maskError: createMask(options.logger) },
    plugins: [useBodyReader(options.maxBodyBytes)],
  });
}

export type Pipeline = ReturnType<typeof createPipeline>;
