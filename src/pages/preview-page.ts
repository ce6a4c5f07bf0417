import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import escapeHtml from 'escape-html';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { readTarget } from '../http/read-request.js';
import type { Answer } from '../http/response.js';
import { typeNameOf } from '../item/kind-names.js';
import { KIND_LIST } from '../kinds/kinds.js';
import type { ReadRequestCaller } from '../operation/caller.js';
import type { RunOperation } from '../operation/run.js';
import { pageHeaders } from './send.js';

const IMAGES = 'images { url altText caption }';
/** The query of the page. Items of every kind have a body. Items of some kinds have images. */
const QUERY = `query ($path: String!) {
  content(by: { path: $path }) {
    headline standfirst language direction mainImage { url altText caption } ... on Article { byline }
    ${KIND_LIST.map(({ fields, type }) => `... on ${typeNameOf(type)} { body { ...Text } ${'images' in fields ? IMAGES : ''} }`).join(' ')}
  }
}
fragment Text on Block {
  __typename ... on ParagraphBlock { html } ... on HeadingBlock { level text } ... on QuoteBlock { text attribution }
  ... on ListBlock { listItems } ... on ImageBlock { image { url altText caption } } ... on EmbedBlock { url }
}`;

const imageSchema = z.object({ url: z.string(), altText: z.string(), caption: z.string().nullable() });
const contentSchema = z
  .object({
    content: z
      .object({
        headline: z.string(),
        standfirst: z.string().nullable(),
        language: z.string(),
        direction: z.string(),
        mainImage: imageSchema.nullable(),
        byline: z.string().nullish(),
        images: z.array(imageSchema).default([]),
        body: z.array(
          z.object({
            __typename: z.string(),
            html: z.string().optional(),
            level: z.number().optional(),
            text: z.string().optional(),
            attribution: z.string().nullish(),
            listItems: z.array(z.string()).default([]),
            image: imageSchema.optional(),
            url: z.string().optional(),
          }),
        ),
      })
      .nullable(),
  })
  .nullish();
type Shown = NonNullable<NonNullable<z.infer<typeof contentSchema>>['content']>;

const STYLE = `body{font:18px/1.5 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}img{max-width:100%;height:auto}figure{margin:1rem 0}
.note{font:14px sans-serif;background:#fff3c4;padding:.5rem 1rem}`;
/** The headers of the page. The page may load only pictures, from any host. The hash allows the inline style. */
const PAGE_HEADERS = {
  ...pageHeaders({
    'img-src': '* data:',
    'style-src': `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  }),
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** The status and the message for each code of an error. Any other code means that no item has the path. */
const INVALID_LINK = [401, 'This preview link is not valid, or no longer valid: ask for another.'] as const;
const NOTHING = [404, 'There is nothing to preview here.'] as const;
const FAULTS = new Map<unknown, readonly [status: number, message: string]>([
  ['UNAUTHENTICATED', INVALID_LINK],
  ['FORBIDDEN', INVALID_LINK],
  ['UNAVAILABLE', [503, 'This cannot be shown now: try again soon.']],
  ['INTERNAL', [500, 'Something went wrong here.']],
]);

/** Shows the item of a preview link as a plain page, for newsrooms whose site can't use the token of the link yet. */
export function createPreviewPage(runOperation: RunOperation, readCaller: ReadRequestCaller): Answer {
  return async (request, response) => {
    const url = readTarget(request.url);
    if (!url) return sendFault(response, 'NOT_FOUND');
    try {
      const caller = await readCaller({ preview: url.searchParams.get('preview') ?? '' }, request);
      const variables = { path: url.pathname };
      const asked = { text: QUERY, variables, caller, transport: 'http', mayWrite: false } as const;
      const outcome = await runOperation(asked);
      const { data, errors = [] } = 'run' in outcome ? await outcome.run() : { errors: [], ...outcome };
      const content = contentSchema.parse(data)?.content;
      if (content && caller.sees.ids.length > 0) sendPage(response, 200, renderItem(content));
      else sendFault(response, errors[0]?.extensions.code ?? 'NOT_FOUND');
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      sendFault(response, error.extensions.code);
    }
  };
}

function sendFault(response: ServerResponse, code: unknown): void {
  const [status, message] = FAULTS.get(code) ?? NOTHING;
  sendPage(response, status, renderPage('Preview', `<p>${message}</p>`, 'en', 'ltr'));
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS);
  response.end(html);
}

function renderItem({ body, byline, direction, headline, images, language, mainImage, standfirst }: Shown): string {
  const parts = [
    `<h1>${escapeHtml(headline)}</h1>`,
    standfirst ? `<p><strong>${escapeHtml(standfirst)}</strong></p>` : '',
    byline ? `<p>${escapeHtml(byline)}</p>` : '',
    ...(mainImage ? [renderImage(mainImage)] : []),
    ...body.map(renderBlock),
    ...images.map(renderImage),
  ];
  return renderPage(headline, parts.join('\n'), language, direction.toLowerCase());
}

/** Renders one block of the body. The HTML of a paragraph is not escaped, because it was sanitised before. */
function renderBlock(block: Shown['body'][number]): string {
  const { attribution, html, image, level, listItems, text, url } = block;
  if (html !== undefined) return `<p>${html}</p>`;
  if (level !== undefined) return `<h${level}>${escapeHtml(text ?? '')}</h${level}>`;
  if (block.__typename === 'QuoteBlock') {
    return `<blockquote>${escapeHtml(text ?? '')}${attribution ? ` — ${escapeHtml(attribution)}` : ''}</blockquote>`;
  }
  if (listItems.length > 0) return `<ul>${listItems.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  if (image) return renderImage(image);
  return url === undefined ? '' : `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
}

function renderImage({ altText, caption, url }: z.infer<typeof imageSchema>): string {
  const below = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : '';
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(altText)}">${below}</figure>`;
}

function renderPage(title: string, content: string, language: string, direction: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Preview: ${escapeHtml(title)}</title>
<style>${STYLE}</style></head>
<body><p class="note">Preview: not published, not to be passed on.</p>
${content}
</body></html>
`;
}
