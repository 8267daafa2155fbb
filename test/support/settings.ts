import type mongoose from 'mongoose';
import type { Rows } from './actors.ts';
import { type Answer, ask, get, refused } from './graphql.ts';

interface Owner {
  tenantId: string;
  token: string;
}

export interface Settings {
  name: string;
  regionPreferences: string[];
  allowedOrigins: string[];
  leadCaptureRequired: boolean;
  branding: Record<string, string | null>;
  openaiKey: { isSet: boolean; lastFour: string | null; validatedAt: string | null };
}

const fields = `name regionPreferences allowedOrigins leadCaptureRequired
  branding { logoUrl primaryColor buttonText welcomeMessage privacyPolicyUrl } openaiKey { isSet lastFour validatedAt }`;
export const settingsMutation = `mutation ($input: UpdateTenantSettingsInput!) { updateTenantSettings(input: $input) { ${fields} } }`;

export const askSettings = (
  server: { url: string },
  { token }: { token: string },
  input: unknown,
): Promise<Answer<{ updateTenantSettings: Settings }>> =>
  ask(server, settingsMutation, { token, variables: { input } });

/** Changes settings as an admin; resolves with all of them. */
export async function change(
  server: { url: string },
  { token }: { token: string },
  input: object,
): Promise<Settings> {
  const asking = { token, variables: { input } };
  const data = await get<{ updateTenantSettings: Settings }>(server, settingsMutation, asking);
  return data.updateTenantSettings;
}

export const refusedSettings = (
  server: { url: string },
  { token }: { token: string },
  input: unknown,
  code: string,
) => refused(server, settingsMutation, code, { token, variables: { input } });

export async function settingsOf(server: { url: string }, { token }: { token: string }): Promise<Settings> {
  return (await get<{ tenant: Settings }>(server, `{ tenant { ${fields} } }`, { token })).tenant;
}

/** What the audit log holds of a tenant since its address was confirmed, oldest first, without what differs each time. */
export async function audited(db: mongoose.mongo.Db, { tenantId }: Pick<Owner, 'tenantId'>) {
  const rows = await db
    .collection<Rows>('audit')
    .find({ tenantId, action: { $nin: ['tenant.registered', 'tenant.verified'] } })
    .sort({ at: 1, _id: 1 })
    .toArray();
  return rows.map(({ action, actor, details }) => ({ action, actor, details }));
}

/** A tenant's row as it is stored. */
export async function tenantRow(db: mongoose.mongo.Db, { tenantId }: Pick<Owner, 'tenantId'>): Promise<Rows> {
  const row = await db.collection<Rows>('tenants').findOne({ _id: tenantId });
  if (!row) throw new Error(`there is no tenant ${tenantId}`);
  return row;
}
