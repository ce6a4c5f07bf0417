import { MAX_INT } from '../../image/image.js';

/** Pixels or seconds as they are stored: whole and at least one; undefined for what no medium measures. */
export function toWhole(value: number | undefined): number | undefined {
  const whole = value !== undefined && value > 0 ? Math.max(1, Math.round(value)) : 0;
  return whole >= 1 && whole <= MAX_INT ? whole : undefined;
}
