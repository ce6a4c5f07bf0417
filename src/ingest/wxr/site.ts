import { inlineText } from '../../body/inline-html.js';
import { type Image, toWhole } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { toWebUrl } from '../text/address.js';
import { uniqueBy } from '../text/byline.js';
import type { WxrElement, WxrExport, WxrTerm } from './xml.js';

/** The parts of an export to which its posts refer, indexed by key. */
export type WxrSite = ReturnType<typeof indexWxr>;

/** Indexes an export before any post is read, because attachments may stand after the posts that show them. */
export function indexWxr({ channel, items, authors, categories }: WxrExport) {
  const files = items.filter(({ fields }) => fields.get('wp:post_type') === 'attachment').flatMap(readAttachment);
  const blocks = items.filter(({ fields }) => fields.get('wp:post_type') === 'wp_block');
  return {
    title: inlineText(channel.fields.get('title') ?? '') || undefined,
    home: toWebUrl(channel.fields.get('link') || channel.fields.get('wp:base_blog_url')),
    language: canonicalLanguage(channel.fields.get('language')),
    /** The printed names of authors, by login. */
    authors: new Map(authors.map(readAuthor)),
    /** The categories by nicename, which is WordPress's word for a slug. */
    categories: new Map(categories.map(readCategory)),
    attachments: new Map(files.map(({ id, image }) => [id, image])),
    attachedTo: groupByPost(files),
    guidOwners: findGuidOwners(items),
    reusableBlocks: new Map(
      blocks.map(({ fields }) => [fields.get('wp:post_id') ?? '', fields.get('content:encoded') ?? '']),
    ),
  };
}

function readAttachment({ fields, meta }: WxrElement) {
  const url = toWebUrl(fields.get('wp:attachment_url') || fields.get('guid'));
  if (url === undefined) return [];
  const details = meta.get('_wp_attachment_metadata') ?? '';
  const caption = inlineText(fields.get('excerpt:encoded') || fields.get('content:encoded') || '');
  const credit = /s:6:"credit";s:\d+:"([^"]+)"/.exec(details)?.[1];
  const words = {
    altText: inlineText(meta.get('_wp_attachment_image_alt') ?? ''),
    caption: caption || undefined,
    credit: credit && inlineText(credit),
  };
  const image = { url, ...words, width: readPixels('width', details), height: readPixels('height', details) };
  const position = Number(fields.get('wp:menu_order') ?? 0);
  return [{ id: fields.get('wp:post_id') ?? '', parent: fields.get('wp:post_parent') ?? '0', position, image }];
}

/** Reads a size from data in PHP's serialised form. The size of the original comes before the sizes of its copies. */
function readPixels(side: 'width' | 'height', details: string): number | undefined {
  return toWhole(Number(new RegExp(`s:\\d:"${side}";[is]:(?:\\d+:")?(\\d+)`).exec(details)?.[1]));
}

function groupByPost(files: ReturnType<typeof readAttachment>): Map<string, Image[]> {
  const groups = new Map<string, Image[]>();
  for (const { parent, image } of files.toSorted((one, other) => one.position - other.position)) {
    const group = groups.get(parent) ?? [];
    group.push(image);
    if (parent !== '0') groups.set(parent, group);
  }
  return groups;
}

/** Copies of a post share its guid. Finds the owner of each guid: the post with the id in "/?p=12", or the oldest. */
function findGuidOwners(items: readonly WxrElement[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { fields } of items) {
    const guid = fields.get('guid') ?? '';
    const id = fields.get('wp:post_id') ?? '';
    const owner = owners.get(guid);
    const named = /[?&]p=(\d+)$/.exec(guid)?.[1];
    const isOwner = owner === undefined || (owner !== named && (id === named || Number(id) < Number(owner)));
    if (isOwner) owners.set(guid, id);
  }
  return owners;
}

function readAuthor({ fields }: WxrElement): [login: string, name: string] {
  const full = `${fields.get('wp:author_first_name') ?? ''} ${fields.get('wp:author_last_name') ?? ''}`.trim();
  const login = fields.get('wp:author_login') ?? '';
  return [login, inlineText(fields.get('wp:author_display_name') || full || login)];
}

function readCategory({ fields }: WxrElement) {
  const name = inlineText(fields.get('wp:cat_name') ?? '');
  const parent = fields.get('wp:category_parent') || undefined;
  return [fields.get('wp:category_nicename') ?? '', { id: fields.get('wp:term_id'), name, parent }] as const;
}

/** Reads the section (the primary category), the tags (and other categories) and the series (a taxonomy of plugins). */
export function readTerms(item: WxrElement, site: WxrSite): Pick<ContentDraftInput, 'section' | 'series' | 'tags'> {
  const known = item.terms.filter(({ domain }) => domain !== undefined);
  // WXR 1.0 lists each category twice, once without its domain.
  const terms = known.length > 0 ? known : item.terms.map((term) => ({ ...term, domain: 'category' }));
  const categories = terms.filter(({ domain }) => domain === 'category');
  const section = choosePrimary(categories, item, site);
  const tags = [...terms.filter(({ domain }) => domain === 'post_tag' || domain === 'tag'), ...categories]
    .filter((term) => term !== section && !isUncategorized(term))
    .map((term) => ({ ...readNamed(term), kind: 'SUBJECT' as const }))
    .filter(({ name }) => name !== '');
  const seriesNames = /^(?:(?:post|article|news|video|podcast)[_-])?series$/i;
  const series = terms.find(({ domain = '', name }) => seriesNames.test(domain) && name !== '');
  return {
    section: section && readSection(section, site),
    series: series && readNamed(series),
    tags: uniqueBy(tags, ({ name }) => name.toLowerCase()),
  };
}

/** Decodes a slug: WordPress percent-encodes letters beyond ASCII. */
export function decodeSlug(slug: string | undefined): string | undefined {
  try {
    return slug ? decodeURIComponent(slug) : undefined;
  } catch {
    return slug;
  }
}

/** Chooses the category that is marked as primary in Yoast's plugin, or else the first that isn't "Uncategorized". */
function choosePrimary(categories: readonly WxrTerm[], { meta }: WxrElement, site: WxrSite): WxrTerm | undefined {
  const primary = meta.get('_yoast_wpseo_primary_category');
  const marked = primary && categories.find(({ nicename = '' }) => site.categories.get(nicename)?.id === primary);
  return marked || categories.find((term) => !isUncategorized(term)) || categories[0];
}

function isUncategorized({ nicename }: WxrTerm): boolean {
  return nicename === 'uncategorized';
}

function readSection(term: WxrTerm, { categories }: WxrSite): ContentDraftInput['section'] {
  const nicename = categories.get(term.nicename ?? '')?.parent;
  const name = categories.get(nicename ?? '')?.name;
  return { ...readNamed(term), parent: nicename && name ? readNamed({ nicename, name }) : undefined };
}

function readNamed({ name, nicename }: Pick<WxrTerm, 'name' | 'nicename'>) {
  const slug = decodeSlug(nicename);
  return { name: inlineText(name) || slug || '', slug };
}
