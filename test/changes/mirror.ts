import { isDeepStrictEqual } from 'node:util';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { needsRole } from '../support/selections.js';

type Ask = (query: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;
type Stored = Readonly<Record<string, unknown>>;
export interface Change {
  readonly change: string;
  readonly kind: string;
  readonly nodeId: string;
  readonly node: { readonly __typename: string } | null;
}
interface Page {
  readonly nodes: readonly Change[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const CHANGES = `query ($since: String, $kinds: [ChangedKind!]) { changes(since: $since, kinds: $kinds) {
  nodes { change kind nodeId node { __typename } } pageInfo { hasNextPage endCursor } } }`;
/** The number of nodes of one request. The answer of a larger request would exceed the limits. */
const AT_ONCE = 10;

/** An offline client. It keeps every field of every node, and learns from the event log alone what to load again. */
export class Mirror {
  readonly nodes = new Map<string, Stored>();
  #since: string | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly kinds: readonly string[],
    /** Everything that can be selected of each type of node. */
    private readonly selections: ReadonlyMap<string, string>,
  ) {}

  /** The place in the log up to which the mirror has read it. */
  get cursor(): string | null {
    return this.#since;
  }

  /** Reads the log from where it was left to its end. Begins with everything that is public. */
  async sync(): Promise<void> {
    for (let hasNextPage = true; hasNextPage; ) {
      const { changes } = (await this.ask(CHANGES, { since: this.#since, kinds: this.kinds })) as { changes: Page };
      await this.apply(changes.nodes);
      ({ hasNextPage } = changes.pageInfo);
      this.#since = changes.pageInfo.endCursor;
    }
  }

  async apply(changes: readonly Change[]): Promise<void> {
    if (changes.some(({ change }) => change === 'GAP')) throw new Error('the mirror has missed events');
    const types = new Map(changes.map(({ node, nodeId }) => [nodeId, node?.__typename]));
    const before = new Map(this.nodes);
    await this.refresh(types);
    const sites = changes.flatMap(({ kind, nodeId }) => (kind === 'SITE' && before.has(nodeId) ? nodeId : []));
    if (sites.some((id) => hasNewSettings(before.get(id), this.nodes.get(id))))
      await this.refresh(new Map([...this.nodes].map(([id, { __typename }]) => [id, String(__typename)])));
  }

  /** Loads nodes again. `types` has the type of each node by its id; nodes without a type are gone. */
  async refresh(types: ReadonlyMap<string, string | undefined>): Promise<void> {
    for (const [id, type] of types) if (type === undefined) this.nodes.delete(id);
    for (const [type, selection] of this.selections)
      await this.load(
        [...types.keys()].filter((id) => types.get(id) === type),
        selection,
      );
  }

  async load(ids: readonly string[], selection: string): Promise<void> {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const part = ids.slice(from, from + AT_ONCE);
      const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`;
      const { nodes } = (await this.ask(query, { ids: part })) as { nodes: (Stored | null)[] };
      for (const [index, id] of part.entries()) {
        const node = nodes[index];
        if (node) this.nodes.set(id, node);
        else this.nodes.delete(id);
      }
    }
  }
}

/**
 * Pages show settings of the site, such as the networks to share them on. A menu, or the lists of pages and regions, can
 * change alone. Not every setting is a field of the site, so a site that looks the same may have new settings too.
 */
function hasNewSettings(before: Stored = {}, after: Stored = {}): boolean {
  const differing = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return differing.length === 0 || differing.some((name) => !/^(?:pages|regions|navigation\d*)$/.test(name));
}

/** For each type of node: every field that readers may ask for. A field that leads to another node selects its id. */
export function selectNodes(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const nodes = schema.getType('Node');
  if (!isInterfaceType(nodes)) throw new Error('the schema has no interface Node');
  const types = schema.getPossibleTypes(nodes);
  return new Map(
    types.map((type) => [type.name, `__typename ... on ${type.name} { ${selectFields(schema, type, '', [])} }`]),
  );
}

/** `above` has the names of the types around the field. A menu has entries in entries, at two levels. */
function selectFields(schema: GraphQLSchema, type: GraphQLNamedType, prefix: string, above: readonly string[]): string {
  const within = [...above, type.name];
  if (isUnionType(type)) {
    const parts = schema.getPossibleTypes(type);
    const selections = parts.map(
      (part) => `... on ${part.name} { ${selectFields(schema, part, `${part.name}_`, within)} }`,
    );
    return `__typename ${selections.join(' ')}`;
  }
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return fields.flatMap((field) => selectField(schema, field, prefix, within)).join(' ');
}

/** Selects a field, once for each value of a required enum. Lists with pages are queries, and not data of the node. */
function selectField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  prefix: string,
  above: readonly string[],
): string[] {
  const type = getNamedType(field.type);
  const isRepeated = above.filter((name) => name === type.name).length > 1;
  if (needsRole(field) || isRepeated || field.args.some(({ name }) => name === 'first')) return [];
  const isNode = 'getInterfaces' in type && type.getInterfaces().some(({ name }) => name === 'Node');
  const below =
    isNode || type.name === 'PrimaryLabel'
      ? '{ ... on Node { id } }'
      : isCompositeType(type)
        ? `{ ${selectFields(schema, type, '', above)} }`
        : '';
  const required = field.args.find(isRequiredArgument);
  const values = required ? listEnum(getNamedType(required.type)).map((value) => `(${required.name}: ${value})`) : [''];
  return values.map((value, index) => `${prefix}${field.name}${index || ''}: ${field.name}${value} ${below}`);
}

function listEnum(type: GraphQLNamedType): string[] {
  if (!isEnumType(type)) throw new Error(`select the required argument of type ${type.name} in this test`);
  return type.getValues().map(({ name }) => name);
}
