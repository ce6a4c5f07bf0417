/**
 * The address that a request is for; undefined for what is no path, such as `*`, a whole URL, `//host` or bytes that are
 * not ASCII. It is read as the end of an address, never as one that may name a host of its own.
 */
export function readTarget(target = '/'): URL | undefined {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(target)) return undefined;
  const address = `http://gateway.invalid${target}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}
