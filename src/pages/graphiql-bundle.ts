import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Representations } from './representations.js';

/** The folder into which graphiql/build.mjs writes the bundle. The relative path is the same from `src/` and from `dist/`. */
const DIST = fileURLToPath(new URL('../../dist/graphiql/', import.meta.url));
const manifestSchema = z.object({ version: z.string(), files: z.array(z.string()), preload: z.array(z.string()) });
const ICON = 'favicon.ico';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** The files that GraphiQL's page loads: its program, styles and fonts. */
export interface Bundle {
  /** The folder in the URLs of the files. It is the version of the bundle, so it changes with the content of the files. */
  readonly folder: string;
  /** Files that the page's script needs before it runs. */
  readonly preload: readonly string[];
  /**
   * Reads a file from its path `FOLDER/NAME`, or the icon from its name. Undefined for any other path. Each file is read from
   * the disk once.
   */
  readonly read: (path: string) => Promise<Representations> | undefined;
}

/** Reads the bundle. Undefined if it has not been built. */
export async function readBundle(): Promise<Bundle | undefined> {
  const text = await readFile(`${DIST}manifest.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { files, preload, version } = manifestSchema.parse(JSON.parse(text));
  const names = new Map(files.map((name) => [name === ICON ? name : `${version}/${name}`, name]));
  const loaded = new Map<string, Promise<Representations>>();
  return {
    folder: version,
    preload,
    read: (path) => {
      const name = names.get(path);
      if (name === undefined) return undefined;
      const file = loaded.get(name) ?? readRepresentations(name, version);
      loaded.set(name, file);
      // If a file can't be read, the next request tries again.
      file.catch(() => loaded.delete(name));
      return file;
    },
  };
}

/**
 * Returns the headers of a file of the bundle. Their policy lets scripts and workers of the bundle load other scripts of the
 * bundle.
 */
export function fileHeaders(name: string) {
  return {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': "default-src 'none'; script-src 'self'",
    'X-Content-Type-Options': 'nosniff',
  };
}

async function readRepresentations(name: string, version: string): Promise<Representations> {
  const path = `${DIST}${name}`;
  const [identity, br, gzip] = await Promise.all([readFile(path), readFile(`${path}.br`), readFile(`${path}.gz`)]);
  return { etag: version, identity, br, gzip };
}
