import { MAX_INT } from '../../image/image.js';

/** Rounds pixels or seconds for storing: at least 1, at most `MAX_INT`. Returns undefined for other values. */
export function toWhole(value: number | undefined): number | undefined {
  const whole = value !== undefined && value > 0 ? Math.max(1, Math.round(value)) : 0;
  return whole >= 1 && whole <= MAX_INT ? whole : undefined;
}
