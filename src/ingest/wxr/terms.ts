import { inlineText } from '../../body/inline-html.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { uniqueBy } from '../text/byline.js';
import type { WxrSite } from './site.js';
import type { WxrElement, WxrTerm } from './xml.js';

/**
 * Reads the section, the series and the tags of a post. The first category is the section. Post tags and the other
 * categories are tags. A series comes from a taxonomy that some plugins add.
 */
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
  const series = terms.find(({ domain = '', name }) => SERIES.test(domain) && name !== '');
  return {
    section: section && readSection(section, site),
    series: series && readNamed(series),
    tags: uniqueBy(tags, ({ name }) => name.toLowerCase()),
  };
}

/** Names that themes and plugins use for a taxonomy of series. */
const SERIES = /^(?:(?:post|article|news|video|podcast)[_-])?series$/i;

/** Decodes a slug: WordPress percent-encodes letters beyond ASCII. */
export function decodeSlug(slug: string | undefined): string | undefined {
  try {
    return slug ? decodeURIComponent(slug) : undefined;
  } catch {
    return slug;
  }
}

/**
 * Chooses the category that an editor marked as primary in Yoast's plugin, or else the first category that isn't
 * "Uncategorized".
 */
function choosePrimary(categories: readonly WxrTerm[], { meta }: WxrElement, site: WxrSite): WxrTerm | undefined {
  const primary = meta.get('_yoast_wpseo_primary_category');
  const marked = primary && categories.find(({ nicename = '' }) => site.categories.get(nicename)?.id === primary);
  return marked || categories.find((term) => !isUncategorized(term)) || categories[0];
}

function isUncategorized({ nicename }: WxrTerm): boolean {
  return nicename === 'uncategorized';
}

function readSection(term: WxrTerm, { categories }: WxrSite): ContentDraftInput['section'] {
  const parentName = categories.get(term.nicename ?? '')?.parent;
  const parent = parentName === undefined ? undefined : categories.get(parentName);
  return {
    ...readNamed(term),
    parent: parent?.name ? readNamed({ nicename: parentName, name: parent.name }) : undefined,
  };
}

function readNamed({ name, nicename }: Pick<WxrTerm, 'name' | 'nicename'>) {
  const slug = decodeSlug(nicename);
  return { name: inlineText(name) || slug || '', slug };
}
