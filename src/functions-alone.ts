import type { AddressInfo } from 'node:net';
import Fastify, { LogController } from 'fastify';
import { ExperienceService } from './admin/experience.service.ts';
import { TuningProposal } from './admin/tuning-proposal.model.ts';
import { Tunings } from './admin/tunings.service.ts';
import type { Config } from './config.ts';
import { durations } from './durations.ts';
import { Estimator } from './estimation/estimator.ts';
import { Outcome } from './feedback/outcome.model.ts';
import { Tallies } from './feedback/tallies.service.ts';
import { Tally } from './feedback/tally.model.ts';
import { functionsRoute } from './functions/functions-route.ts';
import { createFunctions } from './functions-wiring.ts';
import type { EmbeddedDatabase } from './persistence/embedded/embedded.ts';
import { connectMongo } from './persistence/mongo.ts';
import { LiveClasses } from './reference/live-classes.ts';
import { ReferenceService } from './reference/reference.service.ts';
import { ReferenceClass } from './reference/reference-class.model.ts';
import { urlOf } from './running-server.ts';
import { keptSigningKey } from './security/generated-keys.ts';
import { openSharedState } from './shared-state.ts';
import { AuditEntry } from './tenant/audit.model.ts';
import { AuditService } from './tenant/audit.service.ts';
import { MeteringService } from './tenant/metering.service.ts';
import { QuotaService } from './tenant/quota.service.ts';
import { Tenant } from './tenant/tenant.model.ts';
import { TenantDirectory } from './tenant/tenant-directory.ts';
import { tiers } from './tenant/tiers.ts';

const documentTypes = [Tenant, AuditEntry, ReferenceClass, Outcome, Tally, TuningProposal];

export interface FunctionsAlone {
  url: string;
  close(): Promise<void>;
}

/** Serves the functions and nothing else, on the database and the shared state that the API processes use. Rejects with a clear Error. */
export async function serveFunctions(
  config: Config & { functionsKeys: string },
  opening: Promise<EmbeddedDatabase | null>,
  onFault: (error: unknown) => void,
): Promise<FunctionsAlone> {
  // While the database is waited for.
  const sdk = loadSdk();
  const embedded = await opening;
  const database = await connectMongo(embedded?.uri ?? config.mongodbUri, documentTypes);
  const shared = await openSharedState(config, durations, onFault);
  const signingKey = config.signingKey ?? (await keptSigningKey(config.dataDir));
  const live = new LiveClasses(database, durations);
  const references = new ReferenceService(database, live);
  await references.load();
  live.start(onFault);
  const directory = new TenantDirectory(database, durations.tenantCacheMs);
  const audit = new AuditService(database, durations);
  const tunings = new Tunings({ database, live, audit, actorOf: nobody, decided: () => undefined });
  const experiences = new ExperienceService(new Tallies(database), tunings, durations.tenantCacheMs);
  const { endpoint } = createFunctions({
    ...{ references, experiences, durations, directory, onFault, nonces: shared.nonces },
    estimates: new Estimator(references, experiences),
    metering: new MeteringService(new QuotaService(shared.limiter), directory, tiers),
    functions: { url: null, keys: config.functionsKeys, signingKey },
    warn: () => undefined,
  });
  const http = Fastify({ logController: new LogController({ disableRequestLogging: true }) });
  http.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ message: 'Not found.' }));
  http.get('/healthz', async () => ({ status: 'alive' }));
  if (endpoint) await http.register(functionsRoute(endpoint));
  await Promise.all([http.listen({ port: config.port, host: config.host }), sdk]);
  const close = async () => {
    await Promise.all([http.close(), live.stop()]);
    await shared.close();
    await database.close();
    await embedded?.close();
  };
  return { url: urlOf(config.host, (http.server.address() as AddressInfo).port), close };
}

/** The first call should not wait for it. */
async function loadSdk(): Promise<void> {
  await import('./functions/answering.ts');
}

function nobody(): never {
  throw new Error('Functions decide nothing.');
}
