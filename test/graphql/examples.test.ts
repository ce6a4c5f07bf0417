import { readdir, readFile } from 'node:fs/promises';
import {
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/schema.js';

const FOLDER = new URL('../../examples/', import.meta.url);
const files = (await readdir(FOLDER, { recursive: true })).filter((file) => file.endsWith('.graphql')).sort();
const examples = await Promise.all(
  files.map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, FOLDER), 'utf8')]),
);

interface Selected {
  readonly node: FieldNode;
  readonly type: GraphQLOutputType;
  /** The path of the field in its operation or fragment. */
  readonly path: string;
  /** The names of the selected fields below it, with those in fragments. */
  readonly below: ReadonlySet<string>;
}

/** Lists all fields of a document. */
function listFields(text: string): Selected[] {
  const document = parse(text);
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const namesIn = (selected: SelectionSetNode | undefined): string[] =>
    (selected?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
      return namesIn(
        selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value),
      );
    });
  const found: Selected[] = [];
  const open: string[] = [];
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => {
          open.push(node.name.value);
          const type = info.getType();
          if (type) found.push({ node, type, path: open.join('.'), below: new Set(namesIn(node.selectionSet)) });
        },
        leave: () => void open.pop(),
      },
    }),
  );
  return found;
}

function hasField(type: GraphQLOutputType, name: string): boolean {
  const named = getNamedType(type);
  return (isObjectType(named) || isInterfaceType(named)) && name in named.getFields();
}

describe('an example operation works with the normalised cache of a client', () => {
  it.each(examples)('%s selects the id of each object that has one', (_file, text) => {
    const fields = listFields(text);
    expect(fields.length).toBeGreaterThan(3);
    expect(
      fields.filter(({ below, type }) => hasField(type, 'id') && !below.has('id')).map(({ path }) => path),
    ).toEqual([]);
  });

  it.each(examples)('%s selects edges in each list that it reads page by page', (_file, text) => {
    const paged = listFields(text).filter(
      ({ node, type }) => hasField(type, 'edges') && node.arguments?.some(({ name }) => name.value === 'after'),
    );
    const wrong = paged.filter(({ below }) => !below.has('edges') || !below.has('pageInfo') || below.has('nodes'));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
