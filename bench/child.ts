import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A child process of a benchmark. `ask` calls one of its functions by name. Calls run one after the other. */
export interface Child {
  readonly process: ChildProcess;
  readonly ask: <Result>(name: string, value?: unknown) => Promise<Result>;
  readonly stop: () => Promise<void>;
}

interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdout?: 'inherit' | 'pipe';
}

/** Starts a file of `bench/` in a child process, which may call the garbage collector. */
export function startChild(file: URL, { env = {}, stdout = 'inherit' }: ChildOptions = {}): Child {
  const child = fork(file, [], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    // V8's young generation has its full size from the start. Otherwise its growth would count as memory of subscribers.
    execArgv: [...process.execArgv, '--expose-gc', '--min-semi-space-size=16'],
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code, signal]) => new Error(`${file.pathname} ended: ${code ?? signal}`));
  let asked: Promise<unknown> = Promise.resolve();
  async function askNow<Result>(name: string, value: unknown): Promise<Result> {
    const answered = once(child, 'message');
    child.send({ name, value });
    const [answer] = await Promise.race([answered, gone.then((error) => Promise.reject(error))]);
    if (answer.failure !== undefined) throw new Error(`${file.pathname}: ${answer.failure}`);
    return answer.result;
  }
  return {
    process: child,
    ask: (name, value) => {
      const answer = asked.then(() => askNow<never>(name, value));
      asked = answer.catch(() => {});
      return answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Lets the parent process call functions of this child process by name. `usage` and `settle` are always available. */
export function answerQuestions(answers: Readonly<Record<string, (value: never) => unknown>>): void {
  const all: Readonly<Record<string, (value: never) => unknown>> = { ...answers, usage: readUsage, settle };
  process.on('message', async (question: { readonly name: string; readonly value: never }) => {
    try {
      process.send?.({ result: await all[question.name]?.(question.value) });
    } catch (error) {
      process.send?.({ failure: String(error) });
    }
  });
  // SIGTERM lets a gateway stop its database before it ends.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

/** Returns the processor time that all threads of the process have used since its start, in milliseconds. */
function readUsage(): number {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1000;
}

/**
 * Returns the process's memory after garbage collection, in bytes. V8 frees memory late, so the least of several readings
 * counts.
 */
async function settle(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 8; run += 1) {
    churn();
    globalThis.gc?.();
    await new Promise((done) => setTimeout(done, 300));
    least = Math.min(least, process.memoryUsage.rss());
  }
  return least;
}

/** Fills V8's young generation with garbage, so that its whole space counts as memory in every reading. */
function churn(): number {
  let made: number[] = [];
  for (let rounds = 0; rounds < 1_000_000; rounds += 1) made = [made.length];
  return made.length;
}

/** Reads a clock that all processes of this machine share, in milliseconds. */
export function readClock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
