/** Roles, lowest first: each may do what those before it may. `reader` is anybody. */
export const ROLES = ['reader', 'contributor', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Identity {
  readonly role: Role;
  /** What they are called: a token's name, an account's. An account chooses it freely. */
  readonly name: string;
  /** What revisions and the log say: the name, and of an account also who it is with the identity provider. */
  readonly actor: string;
  /** Tells this writer from others with the same name: `token:7`, `jwt:ISSUER SUBJECT`. Null for anonymous. */
  readonly key: string | null;
  /** The API token that they showed, if it is one. */
  readonly tokenId?: number;
  /** When what they showed is no longer good; a socket is closed then. */
  readonly expiresAt?: Date | undefined;
}

export const ANONYMOUS: Identity = { role: 'reader', name: 'anonymous', actor: 'anonymous', key: null };

/** Options of a field that needs a role: the description says which. */
export const needs = (role: Role, description: string) => ({
  description: `${description} Needs the role ${role}.`,
  authScopes: { role },
});

export function hasRole({ role }: Pick<Identity, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
