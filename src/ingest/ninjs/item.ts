/** A headline, description or body: 1.x says its role in the property's name, later versions beside it. */
export interface Wording {
  /** In lower case, the last segment of a URI. */
  readonly role: string;
  readonly contentType: string;
  readonly value: string;
}

/** A subject, person, organisation, place, event or source. */
export interface Concept {
  readonly name: string | undefined;
  /** What it is to the item ("about", "author"): `rel`, or `role`; in lower case, the last segment of a URI. */
  readonly rel: string;
  readonly scheme: string;
  readonly code: string;
  readonly uri: string;
  readonly url: string | undefined;
}

export interface Rendition {
  readonly name: string;
  readonly href: string;
  readonly contentType: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly bytes: number | undefined;
  readonly duration: number | undefined;
  readonly poi: { readonly x: number; readonly y: number } | undefined;
}

/** A ninjs item of any version, in one shape. */
export interface NinjsItem {
  /** An association's name, in 1.x its key: "featuremedia". */
  readonly name: string;
  /** What an association is to the item. */
  readonly rel: string;
  readonly id: string | undefined;
  readonly type: string;
  readonly headlines: readonly Wording[];
  readonly descriptions: readonly Wording[];
  readonly bodies: readonly Wording[];
  readonly title: string | undefined;
  readonly slugline: string | undefined;
  readonly bylines: readonly string[];
  readonly located: string | undefined;
  readonly language: string | undefined;
  readonly status: 'PUBLISHED' | 'DRAFT' | 'WITHDRAWN';
  readonly urgency: number | undefined;
  readonly edNote: string | undefined;
  readonly altText: string | undefined;
  readonly copyrightHolder: string | undefined;
  readonly copyrightNotice: string | undefined;
  readonly providers: readonly string[];
  readonly firstCreated: Date | undefined;
  readonly versionCreated: Date | undefined;
  readonly embargoedUntil: Date | undefined;
  readonly expires: Date | undefined;
  readonly subjects: readonly Concept[];
  readonly sections: readonly Concept[];
  readonly people: readonly Concept[];
  readonly organisations: readonly Concept[];
  readonly places: readonly Concept[];
  readonly events: readonly Concept[];
  readonly infoSources: readonly Concept[];
  readonly genres: readonly Concept[];
  readonly keywords: readonly Concept[];
  readonly renditions: readonly Rendition[];
  readonly associations: readonly NinjsItem[];
}

/** The first wording that has one of the roles, the roles in order of preference; `''` is a wording without one. */
export function findWording(wordings: readonly Wording[], roles: readonly string[]): Wording | undefined {
  for (const role of roles) {
    const found = wordings.find((each) => (role === '' ? each.role === '' : each.role.split(/[_-]/).includes(role)));
    if (found) return found;
  }
  return undefined;
}
