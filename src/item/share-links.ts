import type { SiteSettings } from '../site/store.js';
import type { ContentItem } from './store.js';

/** Fills the site's templates: `{url}` and `{headline}`, percent-encoded. */
export function shareLinks(settings: SiteSettings, item: Pick<ContentItem, 'headline'>, url: string) {
  const values: Record<string, string> = { url, headline: item.headline };
  return settings.shareNetworks.map(({ network, template }) => ({
    network,
    url: template.replace(/\{(url|headline)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? '')),
  }));
}
