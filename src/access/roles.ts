/** Roles, the lowest first. Each role includes the rights of the roles before it. Everybody is a `reader`. */
export const ROLES = ['reader', 'contributor', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who sends a request. */
export interface Identity {
  readonly role: Role;
  /** The name of the token or the account. Accounts choose their names freely. */
  readonly name: string;
  /** The name that revisions and the event log store. If the request has a JWT, it includes the subject of the JWT. */
  readonly actor: string;
  /** A unique key, such as `token:7` or `jwt:ISSUER SUBJECT`. Null for anonymous requests. */
  readonly key: string | null;
  readonly tokenId?: number;
  /** When the token expires. At that time, sockets that were opened with the token are closed. */
  readonly expiresAt?: Date | undefined;
}

export const ANONYMOUS: Identity = { role: 'reader', name: 'anonymous', actor: 'anonymous', key: null };

/** Returns the options of a field that needs a role. The field's description ends with the role. */
export const needs = (role: Role, description: string) => ({
  description: `${description} Needs the role ${role}.`,
  authScopes: { role },
});

export function hasRole({ role }: Pick<Identity, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
