// Plain JavaScript of any age, without an import of ours: the build runs it before it compiles anything, and the programs
// that it builds load it first, so that an old Node says what is wrong before it has made a database.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

/** What to tell whoever runs a Node before `least`; undefined where it is new enough. */
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
