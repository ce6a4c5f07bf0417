import { answerQuestions } from './child.js';

/** The built gateway, in a process that answers `usage` and `settle`. */
answerQuestions({});
// The channel for questions must not keep the process alive.
process.channel?.unref();
await import(new URL('../dist/main.js', import.meta.url).href);
