import type { IncomingMessage, ServerResponse } from 'node:http';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import type { MaskError } from '../operation/mask-errors.js';
import type { OperationRequest } from '../operation/operation.js';
import type { Outcome, RunOperation } from '../operation/run.js';
import type { Caller } from '../schema/context.js';
import { type Params, readParams } from './read-request.js';
import type { RequestBodies } from './request-bodies.js';

interface Options {
  readonly bodies: RequestBodies;
  readonly maskError: MaskError;
  readonly runOperation: RunOperation;
}

type ServerContext = Asked & { readonly req: IncomingMessage };

/** The caller. `params` and `outcome` are present if the body is already read: a body can be read only once. */
interface Asked {
  readonly caller: Caller;
  readonly params?: Params;
  readonly outcome?: Outcome;
}

export type PlainAnswer = (request: IncomingMessage, response: ServerResponse, asked: Asked) => unknown;

/** Answers operations with Yoga, which chooses the content type of the answer and sets its status and headers. */
export function createYogaAnswer(options: Options): PlainAnswer {
  return createYoga<ServerContext>({
    graphqlEndpoint: '/graphql',
    // These features of Yoga are off, because the gateway has its own GraphiQL, CORS, health check and limit on bodies.
    graphiql: false,
    landingPage: false,
    cors: false,
    healthCheckEndpoint: '/graphql/health',
    maxRequestBodySize: false,
    multipart: false,
    batching: false,
    logging: false,
    parserAndValidationCache: false,
    maskedErrors: { maskError: options.maskError },
    plugins: [runByGateway(options)],
  });
}

/** Replaces two steps of Yoga, reading a request and running its operation, with the code that all transports share. */
function runByGateway({ bodies, runOperation }: Options): Plugin<object, ServerContext> {
  return {
    onRequestParse: ({ request, serverContext, setRequestParser }) => {
      if (request.method !== 'GET' && request.method !== 'POST') return;
      setRequestParser(() => serverContext.params ?? readParams(serverContext.req, bodies));
    },
    onParams: ({ context, params, setParamsHandler }) => {
      setParamsHandler(async () => {
        const outcome = context.outcome ?? (await runOperation(asOperation(params, context)));
        if ('follow' in outcome) throw new Error('plain HTTP has no streams');
        return 'run' in outcome ? outcome.run() : outcome;
      });
    },
  };
}

function asOperation({ query: text = '', ...asked }: GraphQLParams, { caller, req }: ServerContext): OperationRequest {
  return { ...asked, text, caller, transport: 'http', mayWrite: req.method === 'POST' };
}
