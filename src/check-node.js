// Stops a program with a clear message if Node is too old. Any Node can run this file. It imports no file of Dateline,
// because the build runs it before compiling. Each program loads it first, before a database is created.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

/** Returns the message if `version` is older than `least`. Returns undefined if the version is new enough. */
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
