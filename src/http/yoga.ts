import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import type { MaskError } from '../operation/mask-errors.js';
import type { OperationRequest } from '../operation/operation.js';
import type { Outcome, RunOperation } from '../operation/run.js';
import type { Caller } from '../schema/context.js';
import { chooseMediaType } from './media-type.js';
import { type Params, readParams } from './read-request.js';
import type { RequestBodies } from './request-bodies.js';
import { readStatus, refusal, refuse } from './response.js';

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

const NOT_ACCEPTABLE =
  'accept: must allow application/json or application/graphql-response+json, or text/event-stream for events';

/** Answers operations with Yoga, which sets the status and the headers of the answer. */
export function createYogaAnswer(options: Options): PlainAnswer {
  const yoga = createYoga<ServerContext>({
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
  return (request, response, asked) => {
    const mediaType = chooseMediaType(request.headers.accept);
    const hasOperation = request.method === 'GET' || request.method === 'POST';
    if (!mediaType && hasOperation) return refuse(request, response, [refusal(406, NOT_ACCEPTABLE)]);
    // Yoga does not read `q`, so it gets the media type that was chosen.
    request.headers.accept = mediaType ?? 'application/json';
    return yoga(request, response, asked);
  };
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
        return addStatus('run' in outcome ? await outcome.run() : outcome);
      });
    },
  };
}

/**
 * Adds HTTP statuses to the errors of an answer without data. "GraphQL over HTTP" demands a 4xx or 5xx for the media type
 * `application/graphql-response+json`, and 200 for `application/json`: Yoga sends 200 for that because of `spec`.
 */
function addStatus(result: ExecutionResult): ExecutionResult {
  for (const error of result.data === undefined ? (result.errors ?? []) : [])
    error.extensions.http ??= { spec: true, status: readStatus([error]) };
  return result;
}

function asOperation({ query: text = '', ...asked }: GraphQLParams, { caller, req }: ServerContext): OperationRequest {
  return { ...asked, text, caller, transport: 'http', mayWrite: req.method === 'POST' };
}
