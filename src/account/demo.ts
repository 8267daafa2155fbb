import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Credentials } from '../tenant/credentials.service.ts';
import type { Branding } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { RegistrationService } from './registration.service.ts';

const schema = z.object({
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  tenantId: z.string(),
});

export type DemoAccount = z.infer<typeof schema>;

const address = 'admin@demo.efofx.example';

const branding: Branding = {
  logoUrl: null,
  primaryColor: '#0b6e75',
  buttonText: 'Get a free estimate',
  welcomeMessage:
    'Hi, welcome to Alder & Reyes! Tell me what you would like to build and I will work out an honest estimate with you.',
  privacyPolicyUrl: null,
};

export interface DemoDependencies {
  registration: RegistrationService;
  credentials: Credentials;
  directory: TenantDirectory;
  dataDir: string;
}

/** The tenant that shows the product: made once, its credentials kept in the data folder. `isNew`: it was made just now. */
export async function ensureDemoTenant(d: DemoDependencies): Promise<DemoAccount & { isNew: boolean }> {
  const path = join(d.dataDir, 'demo.json');
  const known = await readKnown(path);
  if (known && (await d.directory.find(known.tenantId))?.status === 'ACTIVE')
    return { ...known, isNew: false };
  const account = await create(d);
  await writeFile(path, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return { ...account, isNew: true };
}

async function readKnown(path: string): Promise<DemoAccount | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function create({ registration, credentials }: DemoDependencies): Promise<DemoAccount> {
  const isTaken = (await credentials.find('email', address)) !== null;
  const email = isTaken ? `admin-${randomBytes(4).toString('hex')}@demo.efofx.example` : address;
  const password = randomBytes(18).toString('base64url');
  const name = 'Alder & Reyes';
  const { tenantId, userId, apiKey } = await registration.createPending({
    name,
    email,
    password,
    tier: 'ENTERPRISE',
    isDemo: true,
    branding,
  });
  await registration.activate({ tenantId, userId, email });
  return { email, password, apiKey, tenantId };
}
