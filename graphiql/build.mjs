// Bundles GraphiQL into dist/graphiql, if its sources or packages have changed since the last build. `npm run build` runs this
// program. `npm ci` runs it too, so that the first start does not have to wait for it. An install without development packages has
// no esbuild, and needs a bundle that was built before, as in the Dockerfile.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../dist/graphiql', import.meta.url));
/** The file with the versions of all packages. */
const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
/** The options of Brotli. Higher qualities would take ten times as long, and save only a twentieth of the size. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const inputs = await hashInputs();
const isSkipped = process.argv.includes('--where-esbuild-is') && !isInstalled('esbuild');
if (!isSkipped && (await readInputsOfLastBuild()) !== inputs) await build();

/** @param {string} name */
function isInstalled(name) {
  try {
    return Boolean(import.meta.resolve(name));
  } catch {
    return false;
  }
}

async function hashInputs() {
  const files = (await readdir(HERE)).sort().map((name) => join(HERE, name));
  const hash = createHash('sha256');
  for (const file of [LOCK, ...files]) hash.update(basename(file)).update(await readFile(file));
  return hash.digest('hex');
}

/** @returns {Promise<string | undefined>} */
async function readInputsOfLastBuild() {
  return readFile(join(OUT, 'manifest.json'), 'utf8').then(
    (manifest) => JSON.parse(manifest).inputs,
    () => undefined,
  );
}

/**
 * Builds the bundle. It is written into a temporary folder, which is then renamed, so that no process reads an incomplete
 * bundle.
 */
async function build() {
  const { files, preload } = await bundle();
  files.set('favicon.ico', await readFile(join(HERE, 'favicon.ico')));
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(name).update(content);
  const manifest = { inputs, version: hash.digest('hex').slice(0, 16), files: [...files.keys()], preload };
  const temporary = `${OUT}-${process.pid}`;
  await mkdir(temporary, { recursive: true });
  await Promise.all([...files].map(([name, content]) => writeFileAndCompressed(join(temporary, name), content)));
  await writeFile(join(temporary, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await rm(OUT, { recursive: true, force: true });
  await rename(temporary, OUT);
}

/**
 * Runs esbuild. The files are the script and the style of the page, the workers of the editor (Monaco), and chunks of shared or
 * later code.
 */
async function bundle() {
  const { build: runEsbuild } = await import('esbuild');
  const { metafile, outputFiles } = await runEsbuild({
    entryPoints: {
      main: join(HERE, 'main.tsx'),
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    absWorkingDir: HERE,
    outdir: OUT,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    loader: { '.ttf': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  /** @type {Map<string, Uint8Array>} */
  const files = new Map(outputFiles.map(({ contents, path }) => [basename(path), contents]));
  // main.css also has the styles of the chunks that are loaded later, so the style files of these chunks are not needed.
  for (const name of [...files.keys()]) if (name.endsWith('.css') && name !== 'main.css') files.delete(name);
  const main = Object.entries(metafile.outputs).find(([path]) => basename(path) === 'main.js');
  const imports = main?.[1].imports.filter(({ kind }) => kind === 'import-statement') ?? [];
  return { files, preload: imports.map(({ path }) => basename(path)) };
}

/**
 * @param {string} path
 * @param {Uint8Array} content
 */
async function writeFileAndCompressed(path, content) {
  await Promise.all([
    writeFile(path, content),
    promisify(brotliCompress)(content, BROTLI).then((zipped) => writeFile(`${path}.br`, zipped)),
    promisify(gzip)(content, { level: 9 }).then((zipped) => writeFile(`${path}.gz`, zipped)),
  ]);
}
