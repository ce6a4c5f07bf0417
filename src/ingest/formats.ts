import type { ImportFormat } from './contract/format.js';
import { refuseOthers } from './contract/recognise.js';
import type { FieldMap } from './jsonl/map.js';

interface FormatChoice {
  readonly description: string;
  /** Imports the format's modules on demand, because its parsers are slow to load and most commands need none. */
  readonly load: (map: FieldMap | undefined) => Promise<ImportFormat>;
}

const formats: Readonly<Record<string, FormatChoice>> = {
  html: {
    description: 'a saved article page: schema.org, OpenGraph and other metadata, and the text as a reader sees it',
    load: async () => (await import('./html/format.js')).htmlFormat,
  },
  ninjs: {
    description: 'IPTC ninjs 1.x, 2.x and 3.x: one item or a list of items, as JSON',
    load: async () => (await import('./ninjs/format.js')).ninjsFormat,
  },
  feed: {
    description: 'feeds: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed',
    load: async () => (await import('./feed/format.js')).feedFormat,
  },
  wxr: {
    description: 'WordPress exports (WXR 1.0 to 1.2)',
    load: async () => (await import('./wxr/format.js')).wxrFormat,
  },
  markdown: {
    description: 'Markdown with front matter, as Hugo, Astro, Eleventy and Jekyll have it',
    load: async () => (await import('./markdown/format.js')).markdownFormat,
  },
  jsonl: {
    description: 'JSON Lines: one article a line, or an export of Dateline',
    load: async (map) => (await import('./jsonl/format.js')).jsonlFormat(map),
  },
};

/** All import formats by name. Each refuses files that are clearly of another format. */
export const importFormats: ReadonlyMap<string, FormatChoice> = new Map(
  Object.entries(formats).map(([name, { description, load }]) => [
    name,
    { description, load: async (map) => refuseOthers(name, await load(map)) },
  ]),
);
