import type { Writer } from './facts.js';

/** Who wrote it: people with pages, and organisations. */
export interface Credits {
  people: string[];
  organisations: string[];
}

/** Tells people from organisations, and one name from several, in what a page gives as its authors. */
export function readCredits(writers: readonly Writer[], publisher?: string): Credits {
  const credits: Credits = { people: [], organisations: [] };
  for (const { name, isOrganisation } of writers) {
    const parts = isOrganisation ? [name] : splitNames(name).filter((part, index) => index === 0 || !isRole(part));
    for (const part of parts.map(cleanName)) {
      if (isOrganisation || isSameName(part, publisher) || AGENCY.test(part)) {
        addOnce(credits.organisations, part);
      } else if (isPerson(part)) {
        addOnce(credits.people, part);
      }
    }
  }
  return credits;
}

/** A line that may stand under a headline: not a date, an address or a paragraph. */
export function readByline(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > 160 || /\d{2}|@|https?:|www\./.test(line) ? undefined : line;
}

const AND = String.raw`\s+(?:and|et|y|e|und|och|og|en|и|і|ve|i|oraz)\s+|\s+(?=و\p{L})و|\s+و\s+`;
/** "By", and what other languages print. Those that are parts of names too count only in small letters. */
const BY =
  /^(?:(?:by|par|por|autor(?:es|a|i)?|authors?|auteurs?|written by|reported by|story by|words by|text by|texte?|автор(?:ы)?|текст|بقلم|كتب|نوشته|作者|記者|记者|文)(?:\s*[:：/|]\s*|\s+)|door\s+|av\s+|af\s+|von\s+(?=\S+\s+\S)|d[ei]\s+(?=\p{Lu}))/iu;
const SURNAME_PARTICLE = /^(?:D[ei]|Von(?=\s+\S+$))\s/;
const AGENCY =
  /^(?:the\s+)?(?:reuters|afp|agence france[- ]presse|ap|associated press|dpa|efe|agencia efe|ansa|lusa|upi|pa media|press association|bloomberg(?: news)?|xinhua|tass|interfax|kyodo|anadolu(?: agency)?|europa press|čtk|apa|ats|ntb|tt|ritzau|belga|anp)$/i;
/** Words that no person's name holds. */
const STAFF =
  /\b(?:staff|newsroom|news|desk|team|admin|administrator|magazine|redaktion|rédaction|redacción|redação|redazione|redakcja|redakce|agenc(?:y|ies|ia|e)|agência)\b|редакция|هيئة التحرير/iu;
/** Words of a role, where one follows a name: "Jane Doe, Health Correspondent". */
const ROLE =
  /\b(?:editor|reporter|correspondent|columnist|contributor|writer|journalist|producer|journaliste|correspondante?|periodista|corresponsal|korrespondentin?|repórter|reporterin)\b/iu;

const ADDRESS = /https?:\S+|www\.\S+|\S+@\S+/gi;

function splitNames(text: string): string[] {
  const flat = withoutBy(text.replace(ADDRESS, ' ')).replace(/\s*\((?:avec|with|mit|con|com)\s+([^()]*)\)/gi, ', $1');
  const parts = flat.split(/\s*[,;|、，،]\s*|\s*\/\s*|\s+&\s+/).filter((part) => part !== '');
  // "Doe, Jane" is one name.
  if (
    parts.length === 2 &&
    parts.every((part) => /^\p{Lu}[\p{L}'’-]+$/u.test(part)) &&
    !parts.some((part) => AGENCY.test(part))
  ) {
    return [flat];
  }
  return parts.flatMap((part) => {
    const names = part.replace(/^(?:and|et|y|e|und)\s+/i, '').split(new RegExp(AND, 'iu'));
    // "Ramón y Cajal" is one name: a conjunction separates two only where both have a surname.
    return names.every((name) => /\S\s+\S/.test(name)) ? names : [part];
  });
}

function withoutBy(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  return SURNAME_PARTICLE.test(trimmed) ? trimmed : trimmed.replace(BY, '');
}

function cleanName(text: string): string {
  return withoutBy(text)
    .replace(/\s*\([^()]*\)$/, '')
    .replace(/\s+in\s+\p{Lu}.*$/u, '')
    .replace(/^[\s•·–—-]+|[\s•·–—:.,-]+$/gu, (edge) => (edge.startsWith('.') && /\b\p{L}\.$/u.test(text) ? '.' : ''))
    .trim();
}

function isRole(text: string): boolean {
  return ROLE.test(text) && !/^\p{Lu}\.\s/u.test(text);
}

function isPerson(name: string): boolean {
  const words = name.split(' ').length;
  return (
    name.length >= 2 &&
    name.length <= 60 &&
    words <= 7 &&
    /\p{L}/u.test(name) &&
    !/[\d@<>{}]|https?:|www\.|\.com\b/.test(name) &&
    !STAFF.test(name)
  );
}

function isSameName(one: string, other: string | undefined): boolean {
  return other !== undefined && one.toLowerCase() === other.toLowerCase();
}

function addOnce(names: string[], name: string): void {
  if (name !== '' && !names.some((known) => isSameName(known, name))) {
    names.push(name);
  }
}
