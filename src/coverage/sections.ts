/** Sections about something that is broken; all other playbooks of the runbooks are about something that somebody wants. */
export const brokenSections: readonly string[] = [
  'SG31 SG32 SG33 SG34 SG35',
  'SO21 SO22 SO23 SO24 SO25',
  'PF05 PF08 PF09 PF42 PF43 PF44 PF45',
  'SR23 SR24 SR25',
  'KB28 KB29 KB30 KB31 KB32 KB43 KB44 KB45 KB46',
].flatMap((ids) => ids.split(' '));

/** Rollback, backup and restore. */
export const waySections: readonly string[] = [
  'SG23 SG25 SG30',
  'SO26 SO27 SO28 SO29 SO30 SO34 SO35 SO37 SO38 SO39',
  'PF10 PF14 PF16 PF18',
  'SR32 SR36',
  'KB26 KB37 KB38 KB39',
].flatMap((ids) => ids.split(' '));

/**
 * What a section is about, where its playbooks serve other sections as well: words of the walk's own description and, where
 * several playbooks were walked on a fault of that name, the playbook. A walk that no section is about stands apart.
 */
export const ownFaults: Readonly<Record<string, readonly { readonly says: string; readonly on?: string }[]>> =
  {
    SG31: [{ says: '`502`' }, { says: '`detach`' }],
    // A time-out is among its symptoms: a gateway that waits for an application that does not answer.
    SO21: [{ says: '`504`' }],
    PF05: [{ says: '`badrelease`', on: 'kamal-rollback' }],
    SG32: [{ says: '`badenv`' }, { says: '`noenv`' }, { says: '`oom`' }],
    PF42: [{ says: '`badboot`' }, { says: '`badkey`' }, { says: '`noattrkey`' }],
    SO22: [{ says: '`docker stop`: the database' }],
    PF08: [{ says: '`dbdown`' }],
    // Its runbook counts the connections, and boots the accessory again.
    SR24: [{ says: '`connfull`' }, { says: '`redisgone`' }],
    SO23: [{ says: '`migratefails`' }],
    PF09: [{ says: '`lock`' }],
    KB32: [{ says: '`slow`' }],
    SR25: [{ says: '`webleak`' }],
    SR23: [{ says: '`webgone`' }, { says: '`deploylock`' }],
    KB45: [{ says: '`ecscrash`' }],
    SO27: [{ says: 'the newest migration' }],
    SO28: [{ says: 'an earlier revision' }],
    SO29: [{ says: 'the beginning' }],
  };
