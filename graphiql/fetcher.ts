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

/** Asks the gateway that served the page: subscriptions over a WebSocket, all else by POST. */
export function createFetcher(url: URL) {
  return (params: FetcherParams, { headers = {} }: FetcherOpts = {}) => {
    // GraphiQL names the operation of the tab before, until a moment after another came to the front.
    const { name, isSubscription } = findOperation(params);
    const request = { ...params, operationName: name ?? null };
    return isSubscription ? follow(url, request, headers) : post(url, request, headers);
  };
}

/** The operation that is meant: the named one, or the only one. */
function findOperation({ operationName, query }: FetcherParams): {
  name?: string | undefined;
  isSubscription: boolean;
} {
  try {
    const document = parse(query);
    const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
    return { name: operation?.name?.value ?? undefined, isSubscription: operation?.operation === 'subscription' };
  } catch {
    // The gateway says what is wrong with it.
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

/** A socket for each subscription, so that the headers of its tab are what it says of itself. */
function follow(url: URL, { operationName, query, variables }: FetcherParams, headers: Headers) {
  const client = createClient({
    url: url.href.replace(/^http/, 'ws'),
    connectionParams: headers,
    // Whoever looks on should see that it was closed, and why.
    retryAttempts: 0,
  });
  const results = client.iterate<Record<string, unknown>, Record<string, unknown>>({
    query,
    variables: variables ?? null,
    operationName: operationName ?? null,
  });
  return showFault(results);
}

/** The same results; but a fault comes as the last of them, as GraphiQL would print one with its stack. */
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
  // What was refused before it ran, as the gateway told it.
  if (Array.isArray(fault)) return { errors: fault };
  if (fault instanceof CloseEvent) return failed(`The socket was closed: ${fault.code} ${fault.reason}`.trim());
  return failed(fault instanceof Error ? fault.message : `There is no answer from ${location.host}.`);
}

function failed(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
