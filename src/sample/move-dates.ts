const HOUR_MS = 3_600_000;

/**
 * Moves each date in a value that was just read: it changes the dates themselves. Views are counted by the hour, so
 * their dates stay at the beginning of one.
 */
export function moveDates(value: unknown, by: number): void {
  if (value instanceof Date) value.setTime(value.getTime() + by);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      moveDates(part, by);
      if (name === 'hour' && part instanceof Date) part.setTime(Math.floor(part.getTime() / HOUR_MS) * HOUR_MS);
    }
  }
}
