import { type TenantActor, tenant } from './actors.ts';
import { type Started, start } from './start.ts';

/** A server where any tier may be registered and changes of a tenant show at once, and a company of the highest. */
export async function startForCompany(
  mongodbUri: string,
): Promise<{ server: Started; company: TenantActor }> {
  const server = await start(
    { MONGODB_URI: mongodbUri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' },
    { durations: { tenantCacheMs: 1 } },
  );
  return { server, company: await tenant(server, 'ENTERPRISE') };
}
