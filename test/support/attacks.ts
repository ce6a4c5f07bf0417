/** A field this many times, each with its own alias. */
export const aliases = (count: number, field: string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');

export const repeat = (text: string, count: number): string => text.repeat(count);

/** Fragments, each of which spreads the next one. */
export function chain(length: number): string {
  const fragments = Array.from({ length }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`);
  return `{ ...F0 } ${fragments.join(' ')} fragment F${length} on Query { __typename }`;
}
