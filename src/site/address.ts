/**
 * Addresses below the site's. They are stored and compared as people read them; `ToUrl` encodes them, and leaves alone what is encoded already.
 * Other languages than the site's own have their tag in front.
 */
export function pathOf(language: string, siteLanguage: string, ...segments: string[]): string {
  const prefix = language === siteLanguage ? [] : [language];
  return `/${[...prefix, ...segments].join('/')}`;
}

/** The absolute address of a path; what is absolute already stays. */
export type ToUrl = (path: string) => string;

export function createToUrl(publicUrl: string): ToUrl {
  return (path) =>
    path.startsWith('/') ? `${publicUrl}${encodeURI(path).replace(/%25(?=[0-9A-F]{2})/gi, '%')}` : path;
}
