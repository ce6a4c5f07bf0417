import type { Statement, TestDatabase } from './database.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly Plans?: PlanNode[];
}

/** The tables that a statement reads from end to end, by the plan that PostgreSQL makes for its own values. */
export async function findScannedTables(database: TestDatabase, { params, sql }: Statement): Promise<string[]> {
  const { rows } = await database.pool.query(`explain (analyze, format json) ${sql}`, [...params]);
  const [{ Plan }]: [{ Plan: PlanNode }] = rows[0]['QUERY PLAN'];
  return collectScans(Plan);
}

function collectScans(node: PlanNode): string[] {
  const below = (node.Plans ?? []).flatMap(collectScans);
  const isScan = node['Node Type'].includes('Seq Scan') && node['Relation Name'] !== undefined;
  return isScan ? [node['Relation Name'] ?? '', ...below] : below;
}
