import type { ContentDraft } from '../contract/draft.js';
import { OlderDocument } from './read-draft.js';

/** The version and the time of change of a document, as its source states them. */
interface Age {
  readonly version?: string | null | undefined;
  readonly time?: Date | null | undefined;
}

/** A document that is imported. */
export interface DocumentAge extends Age {
  readonly isWithdrawal: boolean;
  readonly publishedAt: Date | undefined;
}

/** What is stored of a document. `withdrawnAt` is the time at which its source withdrew it, or null. */
export interface StoredAge extends Age {
  readonly withdrawnAt: Date | null;
}

export function ageOf({ publishedAt, sourceUpdatedAt, sourceVersion, status, updatedAt }: ContentDraft): DocumentAge {
  const isWithdrawal = status === 'WITHDRAWN';
  return { version: sourceVersion, time: sourceUpdatedAt ?? updatedAt, publishedAt, isWithdrawal };
}

/** The columns that store the age of a draft. A part that the document does not state stays as it is. */
export function ageColumns({ sourceUpdatedAt, sourceVersion, updatedAt }: ContentDraft, stored: Partial<AgeColumns>) {
  return {
    sourceVersion: sourceVersion ?? stored.sourceVersion ?? null,
    sourceUpdatedAt: sourceUpdatedAt ?? updatedAt ?? stored.sourceUpdatedAt ?? null,
  } satisfies AgeColumns;
}

interface AgeColumns {
  readonly sourceVersion: string | null;
  readonly sourceUpdatedAt: Date | null;
}

/**
 * Throws an `OlderDocument` if a document is older than what is stored. A document without a time of change was last
 * changed when it was published, unless it is a withdrawal. If its source has withdrawn the item, a document that
 * publishes it must be newer. If neither the document nor what is stored has a version or a time, the document passes:
 * then the order of imports counts.
 */
export function refuseOlder(document: DocumentAge, stored: StoredAge): void {
  const { isWithdrawal, publishedAt, time, version } = document;
  const changed = { version, time: time ?? (isWithdrawal ? undefined : publishedAt) };
  if (compareAges(changed, stored) === 'older')
    throw new OlderDocument(`It is older than the stored item: ${describe(changed, stored)}.`);
  const { withdrawnAt } = stored;
  const isDated = [version, time, stored.version, stored.time].some((each) => each != null);
  if (withdrawnAt === null || isWithdrawal || !isDated) return;
  const withdrawal = { version: stored.version, time: stored.time ?? withdrawnAt };
  if (compareAges(document, withdrawal) !== 'newer')
    throw new OlderDocument(`The item was withdrawn, and this is not newer: ${describe(document, withdrawal)}.`);
}

/** True if a document whose content is stored already has a version or a time that is not stored yet. */
export function isAgeNews(draft: ContentDraft, stored: AgeColumns): boolean {
  const { sourceUpdatedAt, sourceVersion } = ageColumns(draft, stored);
  const isSame =
    sourceVersion === stored.sourceVersion && sourceUpdatedAt?.getTime() === stored.sourceUpdatedAt?.getTime();
  return (
    !isSame && compareAges(ageOf(draft), { version: stored.sourceVersion, time: stored.sourceUpdatedAt }) !== 'older'
  );
}

/** Compares the versions. If they are equal, or if one is missing, compares the times. */
function compareAges(one: Age, other: Age): 'older' | 'same' | 'newer' | 'unknown' {
  const versions = [parseVersion(one.version), parseVersion(other.version)] as const;
  const byVersion = versions[0] && versions[1] ? compareParts(versions[0], versions[1]) : undefined;
  const byTime = one.time && other.time ? one.time.getTime() - other.time.getTime() : undefined;
  const order = byVersion || byTime || byVersion || byTime;
  if (order === undefined) return 'unknown';
  return order < 0 ? 'older' : order > 0 ? 'newer' : 'same';
}

/** Reads a version such as `10`, `v2` or `1.12`. Any other version, such as a random id, has no order. */
function parseVersion(version: string | null | undefined): bigint[] | undefined {
  const [, numbers] = /^\s*v?(\d{1,40}(?:\.\d{1,40}){0,9})\s*$/i.exec(version ?? '') ?? [];
  return numbers?.split('.').map(BigInt);
}

function compareParts(one: readonly bigint[], other: readonly bigint[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [a, b] = [one[at] ?? 0n, other[at] ?? 0n];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function describe(document: Age, stored: Age): string {
  return `this is ${describeAge(document)}, stored is ${describeAge(stored)}`;
}

function describeAge({ time, version }: Age): string {
  const parts = [version == null ? [] : `version ${version}`, time == null ? [] : `of ${time.toISOString()}`].flat();
  return parts.join(' ') || 'without a version and a time of change';
}
