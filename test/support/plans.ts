import type { Statement, TestDatabase } from './database.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: PlanNode[];
}

/** The tables that a statement scans completely, by PostgreSQL's plan for its values. */
export async function findScannedTables(database: TestDatabase, statement: Statement): Promise<string[]> {
  return collectScans(await explain(database, statement));
}

/** How many rows and index entries a statement reads, including discarded ones. */
export async function countVisitedRows(database: TestDatabase, statement: Statement): Promise<number> {
  return sumVisits(await explain(database, statement));
}

async function explain(database: TestDatabase, { params, sql }: Statement): Promise<PlanNode> {
  const { rows } = await database.pool.query(`explain (analyze, format json) ${sql}`, [...params]);
  const [{ Plan }]: [{ Plan: PlanNode }] = rows[0]['QUERY PLAN'];
  return Plan;
}

function sumVisits(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + sumVisits(child), 0);
  if (!node['Node Type'].endsWith('Scan') || !('Relation Name' in node || 'Index Name' in node)) return below;
  const { 'Actual Loops': loops = 1, 'Actual Rows': rows = 0 } = node;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return below + (rows + removed) * loops;
}

function collectScans(node: PlanNode): string[] {
  const below = (node.Plans ?? []).flatMap(collectScans);
  const isScan = node['Node Type'].includes('Seq Scan') && node['Relation Name'] !== undefined;
  return isScan ? [node['Relation Name'] ?? '', ...below] : below;
}
