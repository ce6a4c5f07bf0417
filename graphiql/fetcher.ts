import type { FetcherOpts, FetcherParams } from '@graphiql/toolkit';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  parse,
} from 'graphql';
import { createClient } from 'graphql-ws';

type Headers = Readonly<Record<string, string>>;

/** Creates the function with which GraphiQL sends operations to the gateway: subscriptions over a WebSocket, others by POST. */
export function createFetcher(url: URL) {
  return (params: FetcherParams, { headers = {} }: FetcherOpts = {}) => {
    // The name is read from the document, because just after a switch of tabs GraphiQL still passes the name of the previous tab.
    const { name, isSubscription } = findOperation(params);
    const request = { ...params, operationName: name ?? null };
    return isSubscription ? follow(url, request, headers) : post(url, request, headers);
  };
}

/** Finds the operation with the given name. If there is none, finds the only operation of the document. */
function findOperation({ operationName, query }: FetcherParams): {
  name?: string | undefined;
  isSubscription: boolean;
} {
  try {
    const document = parse(query);
    const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
    return { name: operation?.name?.value ?? undefined, isSubscription: operation?.operation === 'subscription' };
  } catch {
    // The document has a syntax error. It is sent all the same, because the gateway reports the error.
    return { isSubscription: false };
  }
}

async function post(url: URL, params: FetcherParams, headers: Headers): Promise<ExecutionResult> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(params),
    });
    const text = await response.text();
    return parseAnswer(text) ?? failed(`HTTP ${response.status}, without JSON: ${text.slice(0, 500)}`);
  } catch (error) {
    return failed(`There is no answer from ${url.host}: ${String(error)}`);
  }
}

function parseAnswer(text: string): ExecutionResult | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Runs a subscription. Each has a socket of its own, because the headers of its tab become the `connectionParams` of the
 * socket.
 */
function follow(url: URL, { operationName, query, variables }: FetcherParams, headers: Headers) {
  const client = createClient({
    url: url.href.replace(/^http/, 'ws'),
    connectionParams: headers,
    // The client does not connect again by itself, so that the user sees that the socket was closed, and why.
    retryAttempts: 0,
  });
  const results = client.iterate<Record<string, unknown>, Record<string, unknown>>({
    query,
    variables: variables ?? null,
    operationName: operationName ?? null,
  });
  return showFault(results);
}

/**
 * Wraps the results of a subscription. A thrown error becomes the last result, because GraphiQL would show a thrown error with
 * its stack.
 */
function showFault(results: AsyncIterableIterator<FormattedExecutionResult>): AsyncIterable<ExecutionResult> {
  const iterator: AsyncIterator<ExecutionResult> = {
    next: async () => {
      try {
        const { done, value } = await results.next();
        return done ? { done, value } : { value: { ...value, errors: value.errors?.map(toError) } };
      } catch (fault) {
        return { value: describeFault(fault) };
      }
    },
    return: async () => {
      await results.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

function toError({ extensions, message, path }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { extensions, path });
}

function describeFault(fault: unknown): ExecutionResult {
  // If the gateway refuses an operation, graphql-ws throws the list of its errors.
  if (Array.isArray(fault)) return { errors: fault };
  if (fault instanceof CloseEvent) return failed(`The socket was closed: ${fault.code} ${fault.reason}`.trim());
  return failed(fault instanceof Error ? fault.message : `There is no answer from ${location.host}.`);
}

function failed(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
