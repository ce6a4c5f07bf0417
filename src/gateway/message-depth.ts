/** How deep a message may be nested: what writes it again, or looks at all of it, needs stack for each level. */
const MOST_LEVELS = 100;

export const TOO_DEEP = `a message is nested more than ${MOST_LEVELS} levels deep`;

/** A message as it came from a client. */
interface Said {
  readonly type?: unknown;
  readonly payload?: unknown;
}

/** Whether a message is nested too deep. Variables have a bound of their own, beyond which their operation alone is refused. */
export function isTooDeep(said: Said): boolean {
  const { payload, type } = said;
  const hasVariables = type === 'subscribe' && isObject(payload);
  let level: readonly object[] = [hasVariables ? { ...said, payload: { ...payload, variables: null } } : said];
  // Level after level: a function that calls itself would need the stack that is not there.
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
