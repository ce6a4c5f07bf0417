// Refuses a Node that is too old, in plain words. This file is JavaScript that any Node runs. It imports nothing of ours, because
// the build runs it before compiling, and each program loads it first, before it makes a database.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

/** The message for a Node older than `least`. Undefined when the Node is new enough. */
function describeOldNode(version, least) {
  const [own, wanted] = [version, least].map((text) => text.split('.').map(Number));
  const place = wanted.findIndex((number, at) => number !== own[at]);
  if (place === -1 || own[place] > wanted[place]) return undefined;
  return `Dateline needs Node ${least} or later; this is ${version}. See https://nodejs.org/en/download`;
}

const complaint = describeOldNode(process.versions.node, needed);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
