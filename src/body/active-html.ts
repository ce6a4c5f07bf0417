import sanitizeHtml from 'sanitize-html';

const ACTIVE_TAGS = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'applet',
  'form',
  'input',
  'button',
  'meta',
  'link',
  'base',
  'svg',
  'math',
  'template',
  'frame',
  'frameset',
]);
/** Schemes of unsafe addresses, which run code, contain a document or refer to a local file. */
const ACTIVE_ADDRESS = /^(?:javascript|vbscript|data|blob|file):/i;

/**
 * Finds a tag, an attribute or an address in inline HTML that could run code or load a document. Returns its text for an
 * error message.
 */
export function findActiveHtml(html: string): string | undefined {
  let found: string | undefined;
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: {
      '*': (tagName, attribs) => {
        found ??= describe(tagName, attribs);
        return { tagName, attribs };
      },
    },
  });
  return found;
}

function describe(tag: string, attributes: Readonly<Record<string, string>>): string | undefined {
  if (ACTIVE_TAGS.has(tag.toLowerCase())) return `<${tag.slice(0, 20)}>`;
  for (const [name, value] of Object.entries(attributes)) {
    if (/^on/i.test(name)) return `the attribute ${name.slice(0, 20)}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore white space and control characters in a scheme.
    if (ACTIVE_ADDRESS.test(value.replace(/[\u0000-\u0020]/g, '')))
      return `${name.slice(0, 20)}="${value.slice(0, 20)}…"`;
  }
  return undefined;
}
