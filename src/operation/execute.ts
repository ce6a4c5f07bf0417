import { type ExecutionResult, execute } from 'graphql';
import type { LiveEvent } from '../event-log/source.js';
import type { Context } from '../schema/context.js';
import { CHECKS, findRefusal } from './checks.js';
import type { MaskError } from './mask-errors.js';
import type { Operation } from './operation.js';

/** Executes a query or a mutation, or executes a subscription for one event. The errors in the result are masked. */
export type Execute = (args: Operation['args'], context: Context, event?: LiveEvent) => Promise<ExecutionResult>;

const ANSWER_CHECKS = CHECKS.filter((check) => check.at === 'answer');

/** Returns the function that executes the operations of all transports. A cache of results would belong here. */
export function createExecute(maskError: MaskError, maxBytes: number): Execute {
  return async (args, context, event) => {
    const result = await execute({ ...args, rootValue: event, contextValue: context });
    const refusal = findRefusal(ANSWER_CHECKS, { result, context, maxBytes });
    if (refusal.length > 0) return { errors: refusal.map(maskError) };
    return result.errors ? { ...result, errors: result.errors.map(maskError) } : result;
  };
}
