import { answerQuestions } from './child.js';

/** Runs the built gateway in a process in which the benchmark can call `usage` and `settle`. */
answerQuestions({});
// The channel to the benchmark must not keep the process alive.
process.channel?.unref();
await import(new URL('../dist/main.js', import.meta.url).href);
