import type { Surroundings } from '../../stores.js';
import type { Service } from '../../world.js';
import type { Login } from './backend.js';

/** Roles of the practice server: the image's superuser, and those without privileges. */
const roles: ReadonlyMap<string, { readonly superuser: boolean }> = new Map([
  ['salon_gbp', { superuser: true }],
  ['salon_report', { superuser: false }],
]);

export const isRole = (user: string): boolean => roles.has(user);
export const isSuperuser = (user: string): boolean => roles.get(user)?.superuser ?? false;
export const databaseName = 'salon_gbp';

/**
 * How a service of the application logs in. Its role is that of the image, but what it takes are common slots: the reserve
 * is left for who repairs, as on a server where the application has a role of its own.
 */
export function loginOf(around: Pick<Surroundings, 'service'>, service: Service): Login {
  return {
    user: 'salon_gbp',
    superuser: false,
    app: `salon-gbp-${service}`,
    client: around.service(service).ip,
  };
}

/** Somebody in the database's container. */
export const operatorLogin: Login = { user: 'salon_gbp', superuser: true, app: 'psql', client: undefined };
/** A reporting tool on another machine, by way of the network's gateway. */
export const reportLogin: Login = {
  user: 'salon_report',
  superuser: false,
  app: 'report-builder',
  client: '172.18.0.1',
};
