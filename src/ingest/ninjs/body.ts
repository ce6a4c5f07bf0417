import { JSDOM } from 'jsdom';
import type { DraftBlock } from '../../body/blocks.js';
import { refuseManyTags } from '../body/dom.js';
import { htmlToBlocks, nodeToBlocks, textToBlocks } from '../body/html-body.js';
import { hasMarkup } from '../text/plain.js';
import type { Wording } from './read.js';

/** Returns the blocks of the best body. The story is better than a text such as a script. HTML is better than NITF. */
export function readBody(bodies: readonly Wording[]): DraftBlock[] {
  for (const body of bodies.toSorted((one, other) => rank(one) - rank(other))) {
    const blocks = wordingToBlocks(body);
    if (blocks.length > 0) return blocks;
  }
  return [];
}

export function wordingToBlocks(wording: Wording): DraftBlock[] {
  return READERS[formatOf(wording)](wording.value);
}

/** The readers of the formats, the preferred format first. */
const READERS = { html: htmlToBlocks, nitf: nitfToBlocks, text: textToBlocks, xml: htmlToBlocks };
const FORMATS = Object.keys(READERS);
/** Roles of texts that are not the story itself. */
const ASIDE =
  /(?:^|[_-])(?:caption|footer|script|shotlist|storyline|teaser|summary|abstract|short|push|social|extract)(?:$|[_-])/;

function rank(wording: Wording): number {
  return FORMATS.indexOf(formatOf(wording)) + (ASIDE.test(wording.role) ? FORMATS.length : 0);
}

/** Finds the format by the content type, then by the role (1.x has no content type), then by the text itself. */
function formatOf({ role, contentType, value }: Wording): keyof typeof READERS {
  const isNitf = /nitf/i.test(contentType) || (role === 'nitf' && !/html/i.test(contentType));
  if (isNitf || /^\s*(?:<\?xml[^>]*>\s*)?<nitf[\s>]/i.test(value)) return 'nitf';
  if (/html/i.test(contentType)) return 'html';
  if (/xml/i.test(contentType)) return 'xml';
  if (/^text\/plain/i.test(contentType)) return 'text';
  return /html|richtext/.test(role) || hasMarkup(value) ? 'html' : 'text';
}

/** Reads the text of NITF in the element `body.content`. The NITF elements are first turned into HTML elements. */
function nitfToBlocks(nitf: string): DraftBlock[] {
  refuseManyTags(nitf);
  const document = JSDOM.fragment(nitf.toWellFormed().replaceAll('\0', ''));
  const content = document.querySelector('body\\.content') ?? document;
  for (const [name, html] of Object.entries(NITF_ELEMENTS)) {
    for (const element of content.querySelectorAll(name)) rename(element, html);
  }
  for (const media of content.querySelectorAll('media')) renameMedia(media);
  for (const rest of content.querySelectorAll(NITF_REST)) rest.remove();
  const fragment = JSDOM.fragment('');
  fragment.append(...content.childNodes);
  return nodeToBlocks(fragment);
}

const NITF_ELEMENTS = { hl1: 'h2', hl2: 'h3', bq: 'blockquote', credit: 'cite', block: 'div' };
const NITF_ATTRIBUTES = { source: 'src', width: 'width', height: 'height', 'alternate-text': 'alt' };
const NITF_REST = 'head, docdata, body\\.head, body\\.end, media-metadata, media-producer';

function renameMedia(media: Element): void {
  const reference = media.querySelector('media-reference');
  const source = reference?.getAttribute('source') ?? '';
  if (!(reference && /^https?:/i.test(source) && /image|photo/i.test(`${media.getAttribute('media-type')}`))) {
    // A client can't show a picture without an http(s) address.
    media.remove();
    return;
  }
  const image = reference.ownerDocument.createElement('img');
  for (const [from, to] of Object.entries(NITF_ATTRIBUTES)) image.setAttribute(to, reference.getAttribute(from) ?? '');
  const caption = media.querySelector('media-caption');
  const figure = rename(media, 'figure');
  const figcaption = caption && rename(caption, 'figcaption');
  figure.replaceChildren(image, ...(figcaption ? [figcaption] : []));
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
