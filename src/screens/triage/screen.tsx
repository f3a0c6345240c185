import { triageRows } from '../../store/selectors/triage.js';
import { Table } from '../../ui/Table.js';
import { useView } from '../view.js';

/** The playbooks, those that fit what is going on first. */
export function TriageScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const rows = triageRows(view.state);
  return (
    <Table
      columns={[{ id: 'title', title: '', flex: 1 }]}
      rows={rows.map((offer) => ({ key: offer.playbook, cells: [{ text: view.t(offer.title) }] }))}
      width={width}
      height={height}
      header={false}
    />
  );
}
