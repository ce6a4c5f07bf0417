/** A WordPress shortcode: `[caption id="a"]inner[/caption]`. */
export interface Shortcode {
  readonly name: string;
  /** Named attributes by name; those without a name by their number from 0. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands between it and its end, its own shortcodes done; undefined when it has no end. */
  readonly inner: string | undefined;
}

/**
 * Replaces shortcodes, the inner ones first. `render` returns undefined for one that it doesn't know: it drops out, and
 * what it encloses stays. Words in brackets that are only that ("[the mayor] said") are left alone.
 */
export function replaceShortcodes(html: string, render: (code: Shortcode) => string | undefined): string {
  const ends = countEnds(html);
  const frames: Frame[] = [{ name: '', attributes: '', html: '' }];
  let from = 0;
  for (const match of html.matchAll(TOKEN)) {
    append(frames, html.slice(from, match.index));
    from = match.index + match[0].length;
    replaceToken(match, frames, ends, render);
  }
  append(frames, html.slice(from));
  while (frames.length > 1) {
    unwrap(frames, render, false);
  }
  return frames[0]?.html ?? '';
}

/** Shortcodes of WordPress itself and of its usual companions, which need no attributes to be known for what they are. */
const KNOWN = /^(?:caption|wp_caption|gallery|embed|audio|video|playlist|youtube|vimeo|soundcloud|tweet|instagram)$/;

// Tags come first so that brackets in their attributes are no shortcodes.
const TOKEN = /<[^<>]*>|(\[?)\[(\/?)([a-z][\w-]*)((?:[\s=](?:"[^"\]]*"|'[^'\]]*'|[^\]"'[])*)?)\](\]?)/gi;

interface Frame {
  readonly name: string;
  readonly attributes: string;
  html: string;
}

function countEnds(html: string): Map<string, number> {
  const ends = new Map<string, number>();
  for (const [, , slash, name = ''] of html.matchAll(TOKEN)) {
    if (slash) {
      ends.set(name.toLowerCase(), (ends.get(name.toLowerCase()) ?? 0) + 1);
    }
  }
  return ends;
}

function replaceToken(
  [token, before, slash, code, attributes = '', after]: RegExpExecArray,
  frames: Frame[],
  ends: Map<string, number>,
  render: (code: Shortcode) => string | undefined,
): void {
  const name = code?.toLowerCase();
  if (name === undefined) {
    append(frames, token);
  } else if (before && after) {
    append(frames, token.slice(1, -1));
  } else if (slash) {
    append(frames, before ?? '');
    ends.set(name, (ends.get(name) ?? 0) - 1);
    closeFrame(name, frames, render);
    append(frames, after ?? '');
  } else if ((ends.get(name) ?? 0) > 0 && !attributes.endsWith('/')) {
    append(frames, before ?? '');
    frames.push({ name, attributes, html: after ?? '' });
  } else {
    const isCode = KNOWN.test(name) || name.includes('_') || /=|\/$/.test(attributes);
    append(frames, isCode ? `${before}${renderCode(name, attributes, undefined, render)}${after}` : token);
  }
}

/** Ends the innermost shortcode of that name; those still open in it have no end of their own. */
function closeFrame(name: string, frames: Frame[], render: (code: Shortcode) => string | undefined): void {
  if (!frames.some((frame) => frame.name === name)) return;
  while (frames.at(-1)?.name !== name) {
    unwrap(frames, render, false);
  }
  unwrap(frames, render, true);
}

function unwrap(frames: Frame[], render: (code: Shortcode) => string | undefined, ended: boolean): void {
  const frame = frames.pop();
  if (frame) {
    const { name, attributes, html } = frame;
    append(
      frames,
      ended ? renderCode(name, attributes, html, render) : renderCode(name, attributes, undefined, render) + html,
    );
  }
}

function renderCode(
  name: string,
  attributes: string,
  inner: string | undefined,
  render: (code: Shortcode) => string | undefined,
): string {
  return render({ name, attributes: readAttributes(attributes), inner }) ?? inner ?? '';
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let unnamed = 0;
  for (const match of text
    .replace(/^=|\/$/g, '')
    .matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|"([^"]*)"|(\S+)/g)) {
    const [, name, double, single, bare, quoted, word] = match;
    attributes.set(name?.toLowerCase() ?? String(unnamed++), double ?? single ?? bare ?? quoted ?? word ?? '');
  }
  return attributes;
}

function append(frames: readonly Frame[], html: string): void {
  const frame = frames.at(-1);
  if (frame) {
    frame.html += html;
  }
}
