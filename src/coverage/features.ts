import type { PaneId } from '../domain/model.js';
import type { Does } from './claim.js';

/** A part of cockpit that is no playbook and serves items of the runbooks. */
export interface Feature {
  readonly name: string;
  readonly ids: readonly string[];
  readonly does: Does;
  /** Where it stands in the sources. */
  readonly code: string;
  /** The test that runs it; `.lab.test.ts`: against the lab. */
  readonly test: string;
  /** The pane that shows it, or the screen of incidents. */
  readonly pane?: PaneId | 'incident';
}

const ids = (text: string): readonly string[] => text.split(' ');

/** Panes, checks, shells and reports with what they serve; playbooks say so themselves (`source`). */
export const features: readonly Feature[] = [
  {
    name: 'containers pane',
    ids: ids('SG02 SO08 SO09 PF03 SR47 PF24 PF25 PF26'),
    does: 'reads',
    code: 'src/probes/containers',
    test: 'test/journeys/panes.lab.test.ts',
    pane: 'containers',
  },
  {
    name: 'stats pane',
    ids: ids('SG03 SO12 SG39 SR06 SR25'),
    does: 'reads',
    code: 'src/probes/stats',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'stats',
  },
  {
    name: 'logs pane',
    ids: ids(
      'SG04 SG05 SG06 SO13 SO14 SO15 PF37 PF38 SR04 SR43 KB12 KB14 KB15 KB16 KB17 KB18 KB19 KB20 KB21',
    ),
    does: 'reads',
    code: 'src/probes/logs',
    test: 'test/journeys/logs.lab.test.ts',
    pane: 'logs',
  },
  {
    name: 'postgres pane',
    ids: ids('PF09 SR13 SR14 SO18 SR31'),
    does: 'reads',
    code: 'src/probes/postgres',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'postgres',
  },
  {
    name: 'queues pane',
    ids: ids('SR16 SR17 SR18'),
    does: 'reads',
    code: 'src/probes/queues',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'queues',
  },
  {
    name: 'alerts pane',
    ids: ids('SG46 SG47 KB09'),
    does: 'reads',
    code: 'src/probes/alerts',
    test: 'test/journeys/panes.lab.test.ts',
    pane: 'alerts',
  },
  {
    name: 'HTTP check',
    ids: ids('SG09 SG10 PF02 PF23 SR02 SO05 KB40'),
    does: 'reads',
    code: 'src/probes/checks',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'alerts',
  },
  {
    name: 'TLS check',
    ids: ids('PF27 PF31 SR30'),
    does: 'reads',
    code: 'src/probes/checks',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'alerts',
  },
  {
    name: 'backup check',
    ids: ids('SG24 PF15 PF29 SR33'),
    does: 'reads',
    code: 'src/probes/checks',
    test: 'test/figures/figures.lab.test.ts',
    pane: 'alerts',
  },
  {
    name: 'cron check',
    ids: ids('SG42 SG43 PF30 SO33'),
    does: 'reads',
    code: 'src/probes/checks',
    test: 'test/probes/checks/checks-probe.test.ts',
    pane: 'alerts',
  },
  {
    name: 'command check',
    ids: ids('PF21 SR49 KB41'),
    does: 'reads',
    code: 'src/probes/checks/command-check.ts',
    test: 'test/access/commands/command-reader.lab.test.ts',
    pane: 'alerts',
  },
  {
    name: 'cockpit doctor',
    ids: ids('SO45 KB49 PF01 SR01 SR41'),
    does: 'reads',
    code: 'src/doctor',
    test: 'test/main/doctor.lab.test.ts',
  },
  {
    name: 'incidents',
    ids: ids('SR19 SR20 SR21 SR22 SR41 SR42 KB48 KB49 SO45 PF01'),
    does: 'tells',
    code: 'src/incident',
    test: 'test/journeys/incident.lab.test.ts',
    pane: 'incident',
  },
  {
    name: 'compose prefix of a host entry',
    ids: ids('SG01'),
    does: 'tells',
    code: 'src/access/operate/compose-prefix.ts',
    test: 'test/access/operate/operator.lab.test.ts',
  },
];
