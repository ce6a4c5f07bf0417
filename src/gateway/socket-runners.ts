import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST, parse } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../graphql/context.js';
import type { Hub } from '../live/hub.js';
import type { Pipeline } from './graphql.js';
import type { Opened, OpenLive } from './live-operation.js';
import { describeErrors, type MaskError } from './mask-errors.js';
import { runAsRequest } from './request-id.js';
import { SocketAnswer } from './socket-answer.js';
import type { Connected } from './socket-caller.js';
import { followOverSocket } from './socket-follower.js';
import { SocketTurns } from './socket-turns.js';
import type { HoldAnswer } from './unread-answers.js';

type Runner = Required<Pick<ServerOptions, 'execute' | 'subscribe'>>;

export interface RunnerOptions {
  readonly pipeline: Pipeline;
  readonly hub: Hub;
  readonly openLive: OpenLive;
  readonly maskError: MaskError;
  readonly holdAnswer: HoldAnswer;
}

/** An operation that came over a socket. */
interface Asked {
  readonly connected: Connected;
  readonly id: string;
  readonly params: SubscribePayload;
  readonly caller: Caller;
  readonly requestId: string;
}

/** What graphql-ws holds in the place of a document for as long as the operation lives: a parsed one may take a megabyte. */
const ONCE = parse('{ __typename }');
const LIVE = parse('subscription { __typename }');

/** Runs the operations of sockets by the pipeline that runs those of HTTP: graphql-ws would run them with the bare `graphql`. */
export function createSocketRunners({ holdAnswer, hub, maskError, openLive, pipeline }: RunnerOptions) {
  const runners = new WeakMap<ExecutionArgs, Partial<Runner>>();
  const turns = new SocketTurns();

  /** Apart from what an operation is prepared with, which would live as long as it. */
  const toFollow = (live: Opened, socket: WebSocket, id: string): Pick<Runner, 'subscribe'> => ({
    subscribe: () => followOverSocket(hub, live, socket, id),
  });

  /** The same of an answer: what it was made of goes as soon as it is made. */
  const toAnswer = ({ connected, requestId }: Asked, run: () => Promise<Buffer>): Pick<Runner, 'execute'> => ({
    execute: async () => {
      const leave = await turns.enter(connected.socket);
      // Nobody waits for it any more.
      const isGone = connected.socket.readyState !== connected.socket.OPEN;
      const frame = isGone ? undefined : await runAsRequest(requestId, run);
      return new SocketAnswer(connected, holdAnswer, frame, leave);
    },
  });

  const runOnce = async (id: string, execute: () => Promise<ExecutionResult>): Promise<Buffer> => {
    try {
      return writeAnswer(id, await execute(), maskError);
    } catch (error) {
      // What fails as a whole is an answer too: the socket and its other operations live.
      return writeAnswer(id, { errors: [maskError(error)] }, maskError);
    }
  };

  return {
    /** What graphql-ws runs an operation with; or what is wrong with it. */
    prepare: async (asked: Asked): Promise<ExecutionArgs | readonly GraphQLError[]> => {
      const { caller, connected, id, params } = asked;
      // The upgrade was a GET, which may not write; a message may.
      const enveloped = pipeline.getEnveloped({ request: { method: 'POST' }, params, caller });
      const { schema } = enveloped;
      const document = enveloped.parse(params.query);
      const faults = enveloped.validate(schema, document);
      if (faults.length > 0) return faults;
      const { operationName = null, variables = null } = params;
      const operation = getOperationAST(document, operationName)?.operation;
      if (operation === undefined) return [new GraphQLError('Unable to identify operation')];
      if (operation === 'subscription') {
        const live = await openLive({ document, operationName, variables, caller });
        if ('errors' in live) return live.errors;
        const args = { schema, document: LIVE };
        runners.set(args, toFollow(live, connected.socket, id));
        return args;
      }
      const contextValue = await enveloped.contextFactory();
      const whole = { schema, document, operationName, variableValues: variables, contextValue };
      const args = { schema, document: ONCE };
      runners.set(
        args,
        toAnswer(asked, () => runOnce(id, async () => enveloped.execute(whole))),
      );
      return args;
    },

    /** It runs once: graphql-ws holds the arguments for as long as the operation lives. */
    take: <Kind extends keyof Runner>(args: ExecutionArgs, kind: Kind): NonNullable<Partial<Runner>[Kind]> => {
      const runner = runners.get(args)?.[kind];
      if (!runner) throw new Error('an operation runs that was never subscribed to');
      runners.delete(args);
      return runner;
    },
  };
}

/** The message that brings a client its answer. */
function writeAnswer(id: string, result: ExecutionResult, maskError: MaskError): Buffer {
  const { errors } = result;
  const payload = errors ? { ...result, errors: describeErrors(errors, maskError) } : result;
  return Buffer.from(JSON.stringify({ id, type: 'next', payload }));
}
