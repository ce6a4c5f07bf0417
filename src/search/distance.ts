/**
 * Returns the Damerau-Levenshtein distance of two words. It is the number of edits that turn one word into the other. An edit
 * adds, removes or changes one letter, or swaps two adjacent letters. A distance above `most` is returned as `most + 1`.
 */
export function countEdits(from: string, to: string, most: number): number {
  const [a, b] = [[...from], [...to]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const changed = at(last, column) + (letter === other ? 0 : 1);
      const swapped =
        column > 0 && row > 0 && letter === b[column - 1] && a[row - 1] === other
          ? at(beforeLast, column - 1) + 1
          : Number.POSITIVE_INFINITY;
      current.push(Math.min(changed, at(last, column + 1) + 1, at(current, column) + 1, swapped));
    }
    if (Math.min(...current, ...last) > most) return most + 1;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
