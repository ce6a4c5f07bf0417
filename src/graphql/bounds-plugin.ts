import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosInputFieldType,
  type SchemaTypes,
} from '@pothos/core';
import { type DeclaredBound, describeBound } from './bounds.js';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      bounds: BoundsPlugin<Types>;
    }
    interface InputFieldOptions<Types, Type, Req> extends DeclaredBound {}
  }
}

/** Writes the bounds of arguments and input fields into the schema and its descriptions. `BoundCheck` enforces them. */
class BoundsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const { longest, most } = config.pothosOptions;
    const sentence = describeBound({ longest, most }, this.#scalarOf(config.type), config.type.kind === 'List');
    return {
      ...config,
      description: `${config.description ?? ''}${sentence}`,
      extensions: { ...config.extensions, longest, most },
    };
  }

  #scalarOf(type: PothosInputFieldType<Types>): string | undefined {
    if (type.kind === 'List') return this.#scalarOf(type.type);
    return type.kind === 'Scalar' ? this.builder.configStore.getTypeConfig(type.ref).name : undefined;
  }
}

SchemaBuilder.registerPlugin('bounds', BoundsPlugin);
