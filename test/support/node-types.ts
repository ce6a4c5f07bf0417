import { isInterfaceType } from 'graphql';
import { schema } from '../../src/schema/schema.js';

const node = schema.getType('Node');

/** The types of the schema that have global ids. */
export const NODE_TYPES = isInterfaceType(node)
  ? schema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .sort()
  : [];

/** The key of the first object of each type whose keys are not numbers. */
export const FIRST_KEYS: Readonly<Record<string, string>> = { Site: 'en' };
