import { type DocumentNode, type GraphQLError, getOperationAST } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { Caller } from '../graphql/context.js';
import type { Pipeline } from './graphql.js';
import { describeErrors, type MaskError } from './mask-errors.js';

/** An operation that can be run, or what is wrong with it. */
export type Checked = Valid | { readonly errors: readonly GraphQLError[] };

interface Valid {
  readonly document: DocumentNode;
  readonly isSubscription: boolean;
  /** The result, or what went wrong as one. Not for a subscription. */
  readonly run: () => Promise<object>;
}

interface Settings {
  readonly pipeline: Pipeline;
  readonly maskError: MaskError;
}

/** Looks at an operation as the pipeline does before it runs one: by GET nothing is written. */
export function checkOperation(settings: Settings, method: string, params: GraphQLParams, caller: Caller): Checked {
  const { maskError, pipeline } = settings;
  try {
    const enveloped = pipeline.getEnveloped({ request: { method }, params, caller });
    const document = enveloped.parse(params.query);
    const errors = enveloped.validate(enveloped.schema, document);
    if (errors.length > 0) return { errors };
    return {
      document,
      isSubscription: getOperationAST(document, params.operationName)?.operation === 'subscription',
      run: () => runOperation(enveloped, document, params, maskError),
    };
  } catch (error) {
    return { errors: [maskError(error)] };
  }
}

async function runOperation(
  { contextFactory, execute, schema }: ReturnType<Pipeline['getEnveloped']>,
  document: DocumentNode,
  { operationName, variables }: GraphQLParams,
  maskError: MaskError,
): Promise<object> {
  try {
    const result = await execute({
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: await contextFactory(),
    });
    return { ...result, ...(result.errors && { errors: describeErrors(result.errors, maskError) }) };
  } catch (error) {
    return { errors: describeErrors([maskError(error)], maskError) };
  }
}
