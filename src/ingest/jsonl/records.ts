import type { z } from 'zod';
import { RECORD_TYPES } from '../../item/kind-names.js';
import { type ParsedDocument, UnreadableDocument } from '../contract/format.js';
import { isContentRecord, recordSchema } from '../contract/records.js';

/** Reads a line of Dateline's own export. An item becomes a draft. Anything else, such as a section, becomes a record. */
export function readRecord(line: object): ParsedDocument {
  const result = recordSchema.safeParse(line);
  if (!result.success) throw new UnreadableDocument(describeIssues(result.error));
  const { data } = result;
  if (!isContentRecord(data)) return { kind: 'record', record: data };
  const { record, ...draft } = data;
  return { kind: 'draft', draft: { ...draft, type: RECORD_TYPES[record] } };
}

/** Lists all faults: "publishedAt: Invalid ISO datetime; body.3.image.url: …". */
function describeIssues(error: z.ZodError): string {
  return error.issues.flatMap((issue) => describeIssue(issue, [])).join('; ');
}

function describeIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  const branch = issue.code === 'invalid_union' ? issue.errors.at(-1) : undefined;
  if (branch && branch.length > 0) return branch.flatMap((inner) => describeIssue(inner, path));
  return [`${path.length > 0 ? path.map(String).join('.') : 'the line'}: ${issue.message}`];
}
