/** A WordPress shortcode: `[caption id="a"]inner[/caption]`. */
export interface Shortcode {
  readonly name: string;
  /** The attributes by their names. The name of an unnamed attribute is its number, from 0. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The text inside the shortcode, with inner shortcodes replaced. Undefined if the shortcode has no end. */
  readonly inner: string | undefined;
}

/** Returns the HTML for a shortcode. Returns undefined if the name is unknown. */
type Render = (code: Shortcode) => string | undefined;

/**
 * Replaces shortcodes, inner shortcodes first. An unknown shortcode is removed, but the text inside it stays. Ordinary
 * words in brackets, as in "[the mayor] said", stay as they are.
 */
export function replaceShortcodes(html: string, render: Render): string {
  const text = new ShortcodeText(countEnds(html), render);
  let from = 0;
  for (const match of html.matchAll(TOKEN)) {
    text.append(html.slice(from, match.index));
    from = match.index + match[0].length;
    text.read(match);
  }
  text.append(html.slice(from));
  return text.finish();
}

/** Shortcodes of WordPress and its usual plugins. They count as shortcodes even without attributes. */
const KNOWN = /^(?:caption|wp_caption|gallery|embed|audio|video|playlist|youtube|vimeo|soundcloud|tweet|instagram)$/;

// The expression matches HTML tags first, so that brackets in their attributes are not taken for shortcodes.
const TOKEN = /<[^<>]*>|(\[?)\[(\/?)([a-z][\w-]*)((?:[\s=](?:"[^"\]]*"|'[^'\]]*'|[^\]"'[])*)?)\](\]?)/gi;

interface Frame {
  readonly name: string;
  readonly attributes: string;
  html: string;
}

function countEnds(html: string): Map<string, number> {
  const ends = new Map<string, number>();
  for (const [, , slash, name = ''] of html.matchAll(TOKEN)) {
    if (slash) ends.set(name.toLowerCase(), (ends.get(name.toLowerCase()) ?? 0) + 1);
  }
  return ends;
}

/** A text that is read token by token. Each open shortcode has a frame, which collects the text inside it. */
class ShortcodeText {
  readonly #ends: Map<string, number>;
  readonly #render: Render;
  readonly #frames: Frame[] = [{ name: '', attributes: '', html: '' }];

  /** `ends` counts the ends, such as `[/caption]`, that are still to be read, by name. */
  constructor(ends: Map<string, number>, render: Render) {
    this.#ends = ends;
    this.#render = render;
  }

  append(html: string): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.html += html;
  }

  read([token, before = '', slash, code, attributes = '', after = '']: RegExpExecArray): void {
    const name = code?.toLowerCase();
    const ends = this.#ends.get(name ?? '') ?? 0;
    if (name === undefined) {
      this.append(token);
    } else if (before && after) {
      this.append(token.slice(1, -1));
    } else if (slash) {
      this.append(before);
      this.#ends.set(name, ends - 1);
      this.#close(name);
      this.append(after);
    } else if (ends > 0 && !attributes.endsWith('/')) {
      this.append(before);
      this.#frames.push({ name, attributes, html: after });
    } else {
      const isCode = KNOWN.test(name) || name.includes('_') || /=|\/$/.test(attributes);
      this.append(isCode ? before + this.#print(name, attributes) + after : token);
    }
  }

  finish(): string {
    while (this.#frames.length > 1) this.#closeInnermost(false);
    return this.#frames[0]?.html ?? '';
  }

  /** Closes the innermost shortcode of this name. Shortcodes that are still open inside it have no end. */
  #close(name: string): void {
    if (!this.#frames.some((frame) => frame.name === name)) return;
    while (this.#frames.at(-1)?.name !== name) this.#closeInnermost(false);
    this.#closeInnermost(true);
  }

  #closeInnermost(hasEnd: boolean): void {
    const { attributes, html, name } = this.#frames.pop() ?? { name: '', attributes: '', html: '' };
    this.append(hasEnd ? this.#print(name, attributes, html) : this.#print(name, attributes) + html);
  }

  #print(name: string, attributes: string, inner?: string): string {
    return this.#render({ name, attributes: readAttributes(attributes), inner }) ?? inner ?? '';
  }
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let unnamed = 0;
  const pairs = text.replace(/^=|\/$/g, '').matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|"([^"]*)"|(\S+)/g);
  for (const [, name, ...values] of pairs) {
    const value = values.find((each) => each !== undefined) ?? '';
    attributes.set(name?.toLowerCase() ?? String(unnamed++), value);
  }
  return attributes;
}
