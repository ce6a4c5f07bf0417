/** What PostgreSQL, or a client, can't take: a NUL, or half of a character. Null when all is well. */
export function findBadText(value: unknown, path: readonly (string | number)[] = []): string | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return `${path.join('.')}: holds a NUL character; remove it`;
    if (!value.isWellFormed()) return `${path.join('.')}: holds a lone surrogate, half of a character; remove it`;
    return null;
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) return null;
  for (const [key, part] of Object.entries(value)) {
    const fault = findBadText(part, [...path, Array.isArray(value) ? Number(key) : key]);
    if (fault) return fault;
  }
  return null;
}
