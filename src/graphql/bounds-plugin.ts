import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosInputFieldType,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';
import type { UserError } from '../writing/user-faults.js';
import { BoundCheck } from './bound-check.js';
import { type DeclaredBound, describeBound } from './bounds.js';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      bounds: BoundsPlugin<Types>;
    }
    interface InputFieldOptions<Types, Type, Req> extends DeclaredBound {}
  }
}

/**
 * Gives every argument and every field of an input its bound: `most` entries of a list, `longest` characters of a text, or
 * what holds for all where it declares neither. The description says it, and `BoundCheck` reads it.
 */
class BoundsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const { longest, most } = config.pothosOptions;
    const said = describeBound({ longest, most }, this.#scalarOf(config.type), config.type.kind === 'List');
    return {
      ...config,
      description: `${config.description ?? ''}${said}`,
      extensions: { ...config.extensions, longest, most },
    };
  }

  /** A text that is too long is in the `userErrors` of a mutation that has them, before it does anything. */
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { parentType }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (parentType !== 'Mutation') return resolve;
    return (root, args, context, info) => {
      const field = info.parentType.getFields()[info.fieldName];
      const input = field?.args.find(({ name }) => name === 'input');
      if (!input || !hasUserErrors(info.returnType)) return resolve(root, args, context, info);
      const fault = new BoundCheck().find(input, { value: 'input' in args ? args.input : undefined }, '');
      return fault ? refuse(fault) : resolve(root, args, context, info);
    };
  }

  #scalarOf(type: PothosInputFieldType<Types>): string | undefined {
    if (type.kind === 'List') return this.#scalarOf(type.type);
    return type.kind === 'Scalar' ? this.builder.configStore.getTypeConfig(type.ref).name : undefined;
  }
}

/** Whether a mutation's payload tells a person what to mend. */
export function hasUserErrors(payload: GraphQLOutputType): boolean {
  const type = getNamedType(payload);
  return isObjectType(type) && 'userErrors' in type.getFields();
}

/** A payload as `answerWriting` makes it of faults. */
function refuse({ path, problem }: { readonly path: string; readonly problem: string }) {
  const userErrors: UserError[] = [{ code: 'INVALID', field: path, message: problem }];
  return { row: () => null, cursor: null, userErrors };
}

SchemaBuilder.registerPlugin('bounds', BoundsPlugin);
