/**
 * Finds the people, and the agencies or publications, in a byline: "By A. Writer and B. Writer, AP". `strict` is for
 * documents whose bylines may hold any text: an author must then look like the name of a person.
 */
export function parseByline(byline: string, { strict = false }: { strict?: boolean } = {}) {
  const authors: string[] = [];
  const sources: string[] = [];
  for (const { text, afterComma } of splitByline(byline)) {
    if (text === '' || /[@\d]/.test(text) || DEGREE.test(text) || STAFF.test(text)) continue;
    const last = authors.at(-1);
    const isAgency = AGENCY.test(text) || ACRONYM.test(text);
    // A single word after a full name and a comma is the employer, as in "Jane Doe, Example".
    const isEmployer = afterComma && !text.includes(' ') && last?.includes(' ');
    if (last !== undefined && GENERATION.test(text)) authors[authors.length - 1] = `${last} ${text}`;
    else if (!isAgency && isJobTitle(text, afterComma)) continue;
    else if (isAgency || isEmployer || isOrganisation(text)) sources.push(text);
    else if (!strict || isPlainlyName(text)) authors.push(text);
  }
  return { authors: uniqueNames(authors), sources: uniqueNames(sources) };
}

/** Drops repeated names, ignoring case. */
export function uniqueNames(names: readonly string[]): string[] {
  return uniqueBy(names, (name) => name.toLowerCase());
}

/** Drops each value that has the same key as an earlier value. */
export function uniqueBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size !== seen.add(key(value)).size);
}

const ADDRESS = /https?:\S+|www\.\S+|\S+@\S+/gi;
/** Words before a name, such as "by". Only the names in SURNAME_PARTICLE begin with one of these words. */
const BY =
  /^(?:(?:by|with|avec|mit|com|par|por|autor(?:es|a|i)?|authors?|auteurs?|(?:written|writing|reported|reporting|words|story|text) by|texte?|foto|photo|автор(?:ы)?|текст|بقلم|كتب|نوشته|作者|記者|记者|文)(?:\s*[:：]\s*|\s+)(?=\S)|(?:von|av|af|door|con)\s*:?\s+(?=\S+\s+\S)|d[ei]\s+(?=\p{Lu}))/iu;
/** Words of BY that are the beginning of a name: "Von Damm", "De la Mar". */
const SURNAME_PARTICLE = /^(?:D[ei]|Von(?=\s+\S+$))\s/;
const LIST = /\s*[,،、;；，|/]\s*(?:(?:and|und|et|och|og|&)\s+)?|\s+(?:and|und|et|och|og|for|ve|oraz|&)\s+/giu;
/** Words for "and" that names contain too: "Ortega y Gasset". They split a text only if all parts are full names. */
const SHORT_AND = /\s+(?:[yeiиі]|en)\s+|\s+و\s*(?=\p{L})/u;
/** Brackets after a name, which hold more names or an employer. Brackets inside a name do not match. */
const BRACKETS = /\s*[([]([^()[\]]*)[)\]](?=\s*(?:$|[,;|/&]|(?:and|und|et|y|e)\s))/giu;
const STAFF = /\b(?:staff|newsroom|desk|team|admin|administrator)$|редакция|هيئة التحرير/iu;
const GENERATION = /^(?:jr|sr|ii|iii|iv)\.?$/i;
const DEGREE = /^(?:ph\.?\s?d|m\.?d|esq|mba|rn)\.?$/i;
/** An organisation's name in camel case, such as "TechCrunch". Surnames such as "McGuirk" do not match. */
const CAMEL_CASE = /^(?!Ma?c|De|La|Le|Di|Du|Van|Fitz)\p{Lu}\p{Ll}+\p{Lu}\p{L}*$/u;
const ACRONYM = /^\p{Lu}[\p{Lu}-]{1,5}$/u;
const AGENCY =
  /^(?:the )?(?:associated press|reuters|agence france[- ]presse|bloomberg|press association|dpa|buzzfeed|huffpost|propublica|yahoo|politico|xinhua|kyodo|ritzau|sputnik|getty images|shutterstock|the conversation|canadian press|anadolu|deutsche welle)(?:[ -].*)?$/i;
const ORGANISATION =
  /\b(?:news|newspapers?|newsroom|agency|agencies|press|times|media|network|magazine|wire|newswire|broadcasting|television|radio|tv|database|institute|university|foundation|association|council|company|inc|ltd|gmbh|corp|agentur|agence|agencia|redaktion|redacci[oó]n|r[ée]daction|images)\.?$/iu;
const NAMED_ORGANISATION = /^the\s|\bcent(?:er|re) (?:for|of)\b/i;
const TITLE_WORD =
  /^(?:contributors?|contributing|reporters?|writers?|editors?|editor-in-chief|correspondents?|columnists?|journalists?|photographers?|bloggers?|producers?|staff|guest|senior|chief|managing|associate|assistant|deputy|executive|freelance|special|personal|editorial|partners?|intern|fellow|author)$/i;
const NO_NAME = /^(?:on|for|special to|with|edit(?:ing|ed) by|photos? by|additional)\s/i;
const PARTICLE =
  /^(?:al|el|bin|ibn|ben|da|das|de|del|della|den|der|di|do|dos|du|la|le|ten|ter|van|von|y|e|i|zu|d['’].*)$/iu;

/** The longest byline in characters. A longer byline is cut, because the regular expressions take quadratic time. */
const LONGEST_BYLINE = 1000;

function splitByline(byline: string): { text: string; afterComma: boolean }[] {
  const line = withoutBy(byline.slice(0, LONGEST_BYLINE).replace(ADDRESS, ' ')).replace(BRACKETS, ', $1');
  if (isSurnameFirst(line)) return [{ text: line, afterComma: false }];
  const separators = ['', ...(line.match(LIST) ?? [])];
  return line.split(LIST).flatMap((part, index) => {
    const afterComma = separators[index]?.includes(',') ?? false;
    return splitNames(part).map((text) => ({ text: cleanPart(text), afterComma }));
  });
}

/** True if the line is one name with the surname first: "Doe, Jane". */
function isSurnameFirst(line: string): boolean {
  const words = line.split(', ');
  return words.length === 2 && words.every((word) => /^\p{Lu}\p{Ll}[\p{L}'’-]*$/u.test(word) && !isOrganisation(word));
}

function splitNames(text: string): string[] {
  const names = text.split(SHORT_AND);
  return names.every((name) => /\S\s+\S/.test(withoutBy(name))) ? names : [text];
}

function withoutBy(text: string): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  return SURNAME_PARTICLE.test(folded) ? folded : folded.replace(BY, '');
}

function cleanPart(text: string): string {
  return withoutBy(text)
    .replace(/ (?:in|en|à|aus) \p{Lu}.*$/u, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}.!'’)]+$/gu, '');
}

function isOrganisation(text: string): boolean {
  return [ACRONYM, CAMEL_CASE, AGENCY, ORGANISATION, NAMED_ORGANISATION].some((pattern) => pattern.test(text));
}

/** True if a part is a job title. Without a comma before it, "B. Writer" is a name, as in "A. Smith and B. Writer". */
function isJobTitle(text: string, afterComma: boolean): boolean {
  const words = text.split(' ');
  if (words.every((word) => TITLE_WORD.test(word)) || NO_NAME.test(text)) return true;
  const named = /^(?:\p{Lu}\.)+$/u.test(words[0] ?? '');
  return afterComma && !named && TITLE_WORD.test(words.at(-1) ?? '');
}

function isPlainlyName(text: string): boolean {
  const words = text.split(' ');
  const isPart = (word: string, index: number) =>
    /^[\p{Lu}\p{Lo}]/u.test(word) || (index > 0 && PARTICLE.test(word)) || /^[dl]['’]/.test(word);
  return words.length >= 2 && words.length <= 5 && words.every(isPart);
}
