/** Roles, the lowest first. Each role includes the rights of the roles before it. Everybody is a `reader`. */
export const ROLES = ['reader', 'contributor', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who sends a request. */
export interface Identity {
  readonly role: Role;
  /** The name of the token or the account. Accounts choose their names freely. */
  readonly name: string;
  /** The name in revisions and the event log. For an account, it includes the subject of the JWT. */
  readonly actor: string;
  /** Unique, unlike the name: `token:7`, `jwt:ISSUER SUBJECT`. Null for anonymous requests. */
  readonly key: string | null;
  /** The id of the API token, where the request has one. */
  readonly tokenId?: number;
  /** When the token expires. Sockets that were opened with it are closed then. */
  readonly expiresAt?: Date | undefined;
}

export const ANONYMOUS: Identity = { role: 'reader', name: 'anonymous', actor: 'anonymous', key: null };

/** Options of a field that needs a role. Its description ends with the role. */
export const needs = (role: Role, description: string) => ({
  description: `${description} Needs the role ${role}.`,
  authScopes: { role },
});

export function hasRole({ role }: Pick<Identity, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
