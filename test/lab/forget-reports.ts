import type { Lab } from './lab.js';

/** Deletes what the application has reported of earlier faults: an alert counts for a quarter of an hour. */
export async function forgetReports(lab: Lab): Promise<void> {
  const sql = "delete from alerts; delete from job_logs where status <> 'success'";
  const { code, stderr } = await lab.run(
    `docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -Xq -c "${sql}"`,
  );
  if (code !== 0) throw new Error(`the reports of earlier faults stay: ${stderr}`);
}
