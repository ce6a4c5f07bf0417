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

/** Who asks, and the rest of a request where that is known already: a body can be read once. */
interface Asked {
  readonly caller: Caller;
  readonly params?: Params;
  readonly outcome?: Outcome;
}

/** Answers operations over plain HTTP. */
export type PlainAnswer = (request: IncomingMessage, response: ServerResponse, asked: Asked) => unknown;

/** Carries operations over plain HTTP: Yoga negotiates the type of the answer, and gives it its status and headers. */
export function createYogaAnswer(options: Options): PlainAnswer {
  return createYoga<ServerContext>({
    graphqlEndpoint: '/graphql',
    // GraphiQL, CORS, health and the bound of bodies are the gateway's own.
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

/** Reads requests and runs operations as all transports do, in the place of Yoga. */
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
