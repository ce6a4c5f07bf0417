import { MAX_INT } from '../../image/image.js';

/** Rounds a positive number of pixels or seconds, to at least 1. Returns undefined for other values. */
export function toWhole(value: number | undefined): number | undefined {
  const whole = value !== undefined && value > 0 ? Math.max(1, Math.round(value)) : 0;
  return whole >= 1 && whole <= MAX_INT ? whole : undefined;
}
