import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      nullable: NullablePlugin<Types>;
    }
  }
}

/**
 * Makes fields nullable that may fail while the rest of an answer is good: the fields of Query and Mutation, and fields
 * that need a role. GraphQL answers null for a failed field. If the field may not be null, GraphQL drops the object
 * around the field too, and with a field of Query or Mutation the whole answer.
 */
class NullablePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const isRoot = config.parentType === 'Query' || config.parentType === 'Mutation';
    const needsRole = config.pothosOptions.authScopes !== undefined;
    return isRoot || needsRole ? { ...config, type: { ...config.type, nullable: true } } : config;
  }
}

SchemaBuilder.registerPlugin('nullable', NullablePlugin);
