import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import { API_TOKEN } from '../../src/access/token-store.js';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { PREVIEW_LINK } from '../../src/preview-link/mutations.js';
import { NODE_TYPES } from '../support/node-types.js';

type Mutation = GraphQLField<unknown, unknown>;

const SCALARS = new Map<string, unknown>([
  ['String', 'made-up'],
  ['Int', 1],
  ['Float', 0.5],
  ['Boolean', true],
  ['DateTime', '2027-01-01T00:00:00.000Z'],
  ['LanguageTag', 'en'],
  ['URL', 'https://news.example/made-up'],
]);
/** All types that have ids. The longest names come first, so that LiveBlogPost is found before LiveBlog. */
const TYPES = [...NODE_TYPES, API_TOKEN, PREVIEW_LINK].sort((one, other) => other.length - one.length);

/** Makes an operation with a mutation and all required inputs. The ids in the inputs belong to no rows. */
export function makeUp(mutation: Mutation): { query: string; variables: Record<string, unknown> } {
  const args = mutation.args.filter((arg) => isNonNullType(arg.type));
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const payload = getNamedType(mutation.type);
  const hasUserErrors = isObjectType(payload) && 'userErrors' in payload.getFields();
  return {
    query: `mutation${declared && `(${declared})`} {
      ${mutation.name}${passed && `(${passed})`} { __typename ${hasUserErrors ? 'userErrors { code message field }' : ''} }
    }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, makeValue(arg.type, arg.name, mutation.name)])),
  };
}

/** Makes the smallest value of a type: with the required fields only, and with one item in each list. */
export function makeValue(type: GraphQLInputType, field: string, mutation: string): unknown {
  if (isNonNullType(type)) return makeValue(type.ofType, field, mutation);
  if (isListType(type)) return [makeValue(type.ofType, field, mutation)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const all = Object.values(type.getFields());
    const needed = type.isOneOf ? all.slice(0, 1) : all.filter(isRequiredInputField);
    return Object.fromEntries(needed.map((part) => [part.name, makeValue(part.type, part.name, mutation)]));
  }
  if (type.name === 'ID') return makeId(field, mutation);
  if (field === 'path') return '/made-up';
  if (!SCALARS.has(type.name)) throw new Error(`add a value for the scalar ${type.name} to SCALARS`);
  return SCALARS.get(type.name);
}

/** Makes the id of a row that does not exist. The name of the field or of the mutation contains the row's type. */
function makeId(field: string, mutation: string): string {
  const names = [field, mutation].map((name) => name.toLowerCase());
  const found = names.flatMap((name) => TYPES.find((type) => name.includes(type.toLowerCase())) ?? []);
  return encodeGlobalId(found[0] ?? 'Article', 999_999);
}
