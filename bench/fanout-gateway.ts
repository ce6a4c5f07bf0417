import { answerQuestions } from './child.js';

/** The gateway as it is built, in a process that tells what it uses. */
answerQuestions({});
// It ends as it does without being asked anything.
process.channel?.unref();
await import(new URL('../dist/main.js', import.meta.url).href);
