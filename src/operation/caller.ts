import type { IncomingMessage } from 'node:http';
import type { Authenticate } from '../access/authenticate.js';
import type { Ending, Revocations } from '../access/revocations.js';
import { hasRole, type Identity } from '../access/roles.js';
import { SEES_PUBLIC } from '../db/reading.js';
import { badInput, codedError } from '../errors.js';
import { parseDateTime } from '../graphql/scalars.js';
import type { GoodLink, PreviewLinks } from '../preview-link/links.js';
import type { Caller } from '../schema/context.js';

/** The credentials of a client. They are headers of a request, or entries of a socket's `connectionParams` with the same names. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly preview?: string | undefined;
  readonly asOf?: string | undefined;
}

/** Authenticates a client. Fails with a coded error for a bad token, and for a preview that the client may not see. */
export type ReadCaller = (credentials: Credentials, address: string) => Promise<Caller>;
export type ReadRequestCaller = (credentials: Credentials, request: IncomingMessage) => Promise<Caller>;

interface CallerOptions {
  readonly authenticate: Authenticate;
  readonly previewLinks: PreviewLinks;
  readonly revocations: Pick<Revocations, 'heard'>;
  readonly clock: () => Date;
}

export function createReadCaller({ authenticate, clock, previewLinks, revocations }: CallerOptions): ReadCaller {
  return async ({ asOf, authorization, preview }, address) => {
    const heard = revocations.heard();
    const identity = await authenticate(authorization);
    const shown = await readPreview(preview, identity, (token) => previewLinks.read(token, clock()));
    const time = readAsOf(asOf, identity);
    // Editors see all names, to choose from. But the site at another time is shown as readers will see it.
    const sees = { ...shown.sees, names: hasRole(identity, 'contributor') && time === undefined };
    return { identity, address, heard, ...shown, sees, asOf: time };
  };
}

/** Reads the header `Dateline-Preview`: `1` shows an editor all items, the token of a preview link shows one item. */
async function readPreview(
  preview: string | undefined,
  identity: Identity,
  readLink: (token: string) => Promise<GoodLink | undefined>,
): Promise<Pick<Caller, 'link' | 'sees'>> {
  if (preview === undefined || preview === '0' || preview === 'false') return { sees: SEES_PUBLIC };
  if (preview === '1' || preview === 'true') {
    requireEditor('dateline-preview', identity);
    return { sees: { ...SEES_PUBLIC, all: true } };
  }
  const link = await readLink(preview);
  if (link) return { link, sees: { ...SEES_PUBLIC, ids: [link.contentId] } };
  const message =
    'dateline-preview: must be 1, or the token of a preview link that has not expired and is not revoked: ask for a new link';
  throw codedError('UNAUTHENTICATED', message, { http: { status: 401 } });
}

/** Reads the header `Dateline-As-Of`: an editor previews the site as it will be at this time. */
function readAsOf(asOf: string | undefined, identity: Identity): Date | undefined {
  if (asOf === undefined) return undefined;
  requireEditor('dateline-as-of', identity);
  try {
    return parseDateTime(asOf);
  } catch {
    throw badInput('dateline-as-of', 'must be an RFC 3339 time with a zone, such as 2026-03-23T14:23:00Z');
  }
}

function requireEditor(header: string, identity: Identity): void {
  if (hasRole(identity, 'editor')) return;
  throw codedError('FORBIDDEN', `${header}: needs the role editor; this request has ${identity.role}`);
}

/** The empty credentials. All clients without credentials share this object, to save memory for each open socket. */
const NO_CREDENTIALS: Credentials = {};

/** The names of the credentials as headers, in lower case. */
export const CREDENTIAL_NAMES: readonly string[] = ['authorization', 'dateline-preview', 'dateline-as-of'];

/** Reads credentials from headers or parameters. Ignores the case of names. An object becomes '', which is refused. */
export function readCredentials(values: Readonly<Record<string, unknown>>): Credentials {
  const given = Object.entries(values).filter(([, value]) => value != null);
  const byName = new Map(given.map(([name, value]) => [name.toLowerCase(), value]));
  const read = (name: string) => {
    const value = byName.get(name);
    if (value === undefined) return undefined;
    return typeof value === 'object' ? '' : String(value);
  };
  const [authorization, preview, asOf] = CREDENTIAL_NAMES.map(read);
  const credentials = { authorization, preview, asOf };
  return hasCredentials(credentials) ? credentials : NO_CREDENTIALS;
}

/** Returns the first credentials. Those that are absent are taken from the others. */
export function preferCredentials(first: Credentials, others: Credentials): Credentials {
  if (!hasCredentials(first)) return others;
  return {
    authorization: first.authorization ?? others.authorization,
    preview: first.preview ?? others.preview,
    asOf: first.asOf ?? others.asOf,
  };
}

/** True if a client has credentials. All other clients get the same answers, so caches may store these answers. */
export function hasCredentials(credentials: Credentials): boolean {
  return Object.values(credentials).some((value) => value !== undefined);
}

/** The longest time that one timer of Node can wait. For a longer time, `watchCaller` uses several timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls `end` when the caller's token or preview link expires or is revoked. The result stops the watching. */
export function watchCaller(
  caller: Caller,
  now: Date,
  revocations: Pick<Revocations, 'watch'>,
  end: (ending: Ending) => void,
): () => void {
  const forget = revocations.watch(caller, end);
  const ends = [caller.identity, caller.link].flatMap((shown) => shown?.expiresAt?.getTime() ?? []);
  if (ends.length === 0) return forget;
  let left = Math.min(...ends) - now.getTime();
  let timer: NodeJS.Timeout;
  const wait = () => {
    const next = Math.min(Math.max(left, 0), LONGEST_TIMER_MS);
    left -= next;
    timer = setTimeout(() => (left > 0 ? wait() : end({ reason: 'the token has expired', isCertain: true })), next);
  };
  wait();
  return () => {
    clearTimeout(timer);
    forget();
  };
}
