import {
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { collectFields, type Selected, type SelectedField } from '../graphql/selection-size.js';

/** Executes an introspection to count the fields of its answer, up to `most`. The schema decides how long lists are. */
export function createIntrospectionCounter(selected: Selected, operation: OperationDefinitionNode, most: number) {
  const { fragments, schema, variableValues } = selected;
  let count = 0;

  function countField(definition: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], source: unknown): void {
    count += 1;
    const [node] = nodes;
    const parentType = schema.getQueryType();
    const type = getNamedType(definition.type);
    if (count > most || !node || !parentType || !definition.resolve || !isObjectType(type)) return;
    const info: GraphQLResolveInfo = {
      schema,
      fragments,
      variableValues,
      operation,
      parentType,
      rootValue: undefined,
      fieldNodes: nodes,
      fieldName: definition.name,
      returnType: definition.type,
      path: { prev: undefined, key: definition.name, typename: undefined },
    };
    const found: unknown = definition.resolve(source, getArgumentValues(definition, node, variableValues), {}, info);
    const items = Array.isArray(found) ? found : [found];
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const below = collectFields(selected, sets, type);
    for (const item of items) {
      if (item == null) continue;
      for (const field of below) {
        if (field.definition) countField(field.definition, field.nodes, item);
        else count += 1;
        if (count > most) return;
      }
    }
  }

  return ({ name, nodes }: SelectedField): number => {
    const meta = META_FIELDS.find((field) => field.name === name);
    if (!meta) return 1;
    const before = count;
    countField(meta, nodes, undefined);
    return count - before;
  };
}

const META_FIELDS: readonly GraphQLField<unknown, unknown>[] = [SchemaMetaFieldDef, TypeMetaFieldDef];
