// Bundles GraphiQL into dist/graphiql when its inputs have changed. `npm ci` runs this, so that the first start does not wait
// for it, and so does `npm run build`. A production install has no esbuild, and uses the bundle that was built elsewhere.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../dist/graphiql', import.meta.url));
/** Has the version of each package. */
const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
/** Higher qualities take ten times as long, and save a twentieth of the size. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const inputs = await hashInputs();
const isLeftOut = process.argv.includes('--where-esbuild-is') && !isInstalled('esbuild');
if (!isLeftOut && (await readInputsOfLastBuild()) !== inputs) await build();

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

/** Writes into another folder and renames it, so that no process finds an incomplete bundle. */
async function build() {
  const { files, preload } = await bundle();
  files.set('favicon.ico', await readFile(join(HERE, 'favicon.ico')));
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(name).update(content);
  const manifest = { inputs, version: hash.digest('hex').slice(0, 16), files: [...files.keys()], preload };
  const made = `${OUT}-${process.pid}`;
  await mkdir(made, { recursive: true });
  await Promise.all([...files].map(([name, content]) => writeFileAndCompressed(join(made, name), content)));
  await writeFile(join(made, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await rm(OUT, { recursive: true, force: true });
  await rename(made, OUT);
}

/** The page's script and style, Monaco's workers, shared chunks, and chunks that are loaded later. */
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
  // main.css has the styles of the later chunks too, so nothing loads their own files.
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
