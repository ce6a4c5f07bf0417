import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Random } from '../../src/generate/random.js';
import { NODE_TYPES } from '../support/node-types.js';

/** Texts that often cause bugs: control characters, lone surrogates, other scripts, SQL, HTML, long texts. */
const ODD_TEXTS = [
  ...['', ' ', '\u0000', '\ud800', '\u202e', 'الميناء', '港口', 'ﬀ', 'é'.normalize('NFD'), '👩‍👩‍👧'],
  ...["'; drop table content_items; --", '%', '_', '\\', '"', '$1', '<script>alert(1)</script>', 'a b & | ! ( ) : *'],
  ...['*', '1', 'null', 'true', '-0', '1e999', '2026-13-45', 'constructor', '__proto__', 'toString'],
  ...['x'.repeat(5000), '/'.repeat(3000), 'é'.repeat(2000), 'javascript:alert(1)', '\\\\host', 'http://[', '//'],
];
const WORDS = ['harbour', 'ferry', 'fog', 'bridge', 'puerto', 'الجسر', 'assembly', 'rovers', 'storm'];
const SCALARS: Readonly<Record<string, (random: Random) => unknown>> = {
  Int: (random) => random.pick([0, 1, 2, 3, 5, 20, 100, 101, -1, 2 ** 31 - 1, -(2 ** 31), random.between(1, 50)]),
  Float: (random) => random.pick([0, 0.5, 1, -1, 1e-300, 1e300, random.fraction()]),
  Boolean: (random) => random.chance(0.5),
  DateTime: (random) =>
    random.pick(['2026-03-23T12:00:00Z', '2026-03-20T00:00:00+02:00', '1000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']),
  LanguageTag: (random) => random.pick(['en', 'es', 'ar', 'es-MX', 'fr', '*', 'zh-Hant-TW']),
  URL: (random) =>
    random.pick(['https://pictures.example/1.jpg', '/media/ferry.svg', '/news/politics/x', 'mailto:a@b']),
};

/** Makes values for inputs, mostly of the right type. */
export class Values {
  readonly #random: Random;
  readonly #slugs: readonly string[];

  constructor(random: Random, slugs: readonly string[]) {
    this.#random = random;
    this.#slugs = slugs;
  }

  /** Makes a JSON value for an input type. */
  make(type: GraphQLInputType, depth = 0): unknown {
    const random = this.#random;
    if (isNonNullType(type)) return random.chance(0.01) ? null : this.make(type.ofType, depth);
    if (random.chance(0.03)) return random.pick([null, [], {}, 1.5, true, ...ODD_TEXTS]);
    if (isListType(type)) {
      const length = random.chance(0.02) ? 300 : random.between(0, depth > 2 ? 1 : 3);
      return Array.from({ length }, () => this.make(type.ofType, depth + 1));
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    return isInputObjectType(type) ? this.#makeObject(type, depth) : this.#makeScalar(type);
  }

  #makeObject(type: GraphQLInputObjectType, depth: number): Record<string, unknown> {
    const random = this.#random;
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [random.pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || random.chance(depth > 3 ? 0.05 : 0.3));
    return Object.fromEntries(chosen.map((field) => [field.name, this.make(field.type, depth + 1)]));
  }

  #makeScalar({ name }: GraphQLScalarType): unknown {
    const random = this.#random;
    if (random.chance(0.06)) return random.pick(ODD_TEXTS);
    if (name === 'ID') return random.chance(0.9) ? this.#makeId() : random.pick(ODD_TEXTS);
    const make = SCALARS[name];
    return make ? make(random) : random.pick([...this.#slugs, ...WORDS]);
  }

  #makeId(): string {
    const random = this.#random;
    return Buffer.from(`${random.pick(NODE_TYPES)}:${random.between(1, random.chance(0.8) ? 12 : 300)}`).toString(
      'base64',
    );
  }
}

/** Writes a JSON value as a literal of a GraphQL document. Enum values have no quotes. */
export function toLiteral(value: unknown, isName: (text: string) => boolean): string {
  if (typeof value === 'string') return isName(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => toLiteral(item, isName)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${toLiteral(part, isName)}`)
    .join(', ')} }`;
}
