import { codedError } from '../errors.js';
import { CREDENTIAL_NAMES, type Credentials, preferCredentials, readCredentials } from '../operation/caller.js';

type Params = Readonly<Record<string, unknown>>;

/** Names that clients choose for credentials, such as `authToken`, `access_token`, `jwt` and `apiKey`. */
const LIKE_CREDENTIALS = /auth|token|bearer|jwt|api[-_]?key|secret|password|credential/i;
/** Names that match, but are those of no credentials: tokens against CSRF, and authors. */
const OTHER_NAMES = /csrf|xsrf|author(?!i[sz])/i;

/**
 * Reads the credentials in `connectionParams`. They have the names of the request headers, in any case, and are in
 * `connectionParams` itself or in its object `headers`. Any other entry whose name looks like that of a credential is
 * refused. If it were ignored, the client would be anonymous and not know it.
 */
export function readConnectionParams(params: Params): Credentials {
  const [, headers] = Object.entries(params).find(([name]) => name.toLowerCase() === 'headers') ?? [];
  const inHeaders = isObject(headers) ? headers : {};
  const unread = findUnread(params, [params, inHeaders], 'connectionParams');
  if (unread !== undefined) {
    throw codedError('UNAUTHENTICATED', `${unread.slice(0, 60)} is not read: send authorization: "Bearer TOKEN"`);
  }
  return preferCredentials(readCredentials(params), readCredentials(inHeaders));
}

/** Finds an entry that looks like a credential and is not in one of the objects that are read, or has another name. */
function findUnread(params: Params, read: readonly Params[], path: string): string | undefined {
  for (const [name, value] of Object.entries(params)) {
    const isRead = read.includes(params) && CREDENTIAL_NAMES.includes(name.toLowerCase());
    // Without a value, such as after a logout, the client means to be anonymous.
    if (isRead || value === null || typeof value === 'boolean') continue;
    if (LIKE_CREDENTIALS.test(name) && !OTHER_NAMES.test(name)) return `${path}.${name}`;
    const below = isObject(value) ? findUnread(value, read, `${path}.${name}`) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

const isObject = (value: unknown): value is Params => typeof value === 'object' && value !== null;
