import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type DemoAccount, ensureDemoTenant } from './account/demo.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createAccessTokens } from './auth/tokens.ts';
import type { Viewer } from './auth/viewer.ts';
import type { Config } from './config.ts';
import { documentTypes } from './document-types.ts';
import { durations } from './durations.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { warmUp } from './estimation/warm-up.ts';
import { buildGraph } from './graph/build.ts';
import { createInFlight } from './in-flight.ts';
import { modelTiming } from './llm/timing.ts';
import { createOutbox } from './mail/outbox.ts';
import { mailerOf } from './mailers.ts';
import { createModels } from './models.ts';
import type { EmbeddedDatabase } from './persistence/embedded/embedded.ts';
import { connectMongo } from './persistence/mongo.ts';
import { currentRequestId } from './request-scope.ts';
import { announceServer, urlOf } from './running-server.ts';
import { keptMasterKey, keptSigningKey } from './security/generated-keys.ts';
import { createVault } from './security/vault.ts';
import { createApollo } from './server/apollo.ts';
import { createHttp } from './server/http.ts';
import { measuredLimiter } from './server/metrics/measured.ts';
import { createMeters, type Meters } from './server/metrics/meters.ts';
import { attachSockets } from './server/socket.ts';
import type { StaticRouteDependencies } from './server/static-routes.ts';
import { createServices, type Floor, type Services, type Tables } from './services.ts';
import { openSharedState, type SharedState } from './shared-state.ts';
import { quotas, tiers } from './tenant/tiers.ts';

export interface App {
  url: string;
  /** What the start-up line says of the implementations in use. */
  parts: Record<string, string>;
  demo: (DemoAccount & { isNew: boolean }) | null;
  /** Has the engine compile what estimates run through, beside what else there is to do. */
  warmUp(): Promise<void>;
  /** Stops taking work, lets running replies end, closes everything. */
  close(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  logger: Logger;
  /** Folder that the build left the widget and the playground in. */
  assets: string;
  /** Other limits and durations than the product's, for tests and benchmarks. */
  tables?: Partial<Tables>;
  /** Where its opening was begun before. */
  embedded?: Promise<EmbeddedDatabase | null>;
}

/** The composition root: chooses the implementations, wires the services, listens. Rejects with a clear Error if anything is not to be had. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, logger, assets } = options;
  const tables: Tables = { durations, tiers, quotas, modelTiming, ...options.tables };
  let url = '';
  const publicUrl = () => config.publicUrl ?? url;
  const { floor, embedded, shared, measuring } = await openFloor(options, tables, publicUrl);
  const services = createServices(floor);
  await services.references.load();
  // Nobody else can be writing into a store that this process has just opened.
  if (embedded?.owned) await services.reaper.sweep(new Date(Date.now() + tables.durations.replyLeaseMs));
  services.reaper.start(floor.onFault);
  services.live.start(floor.onFault);
  floor.outbox.start(embedded?.owned);
  await services.jobs.start();
  const stopRewrapping = beginRewrapping(services, floor, logger);
  const demo = config.demo ? await ensureDemoTenant({ ...services, dataDir: config.dataDir }) : null;

  const statics = {
    ...{ assets, publicUrl, playground: config.playground, hasPublicUrl: config.publicUrl !== null },
    demoKey: () => demo?.apiKey ?? null,
  };
  const server = await createServer({ config, logger, floor, services, statics, state: shared, measuring });
  await server.http.listen({ port: config.port, host: config.host });
  const { port } = server.http.server.address() as AddressInfo;
  url = urlOf(config.host, port);
  // Not before: the library takes its time to load.
  measuring.meters.instruments().catch(floor.onFault);
  const withdraw = await announceServer(config.dataDir, url);
  const closing = new AbortController();
  const database = embedded ? { database: 'embedded', databaseUri: embedded.uri } : { database: 'mongodb' };
  return {
    url,
    demo,
    parts: {
      ...{ ...database, events: config.redisUrl ? 'redis' : 'memory' },
      ...{ mail: config.smtpUrl ? 'smtp' : 'outbox', llm: config.llm },
    },
    warmUp: () => warmUp(services.references, closing.signal),
    close: async () => {
      closing.abort();
      services.reaper.stop();
      const ending = Promise.all([services.jobs.stop(), services.live.stop(), stopRewrapping(), withdraw()]);
      const { drainMs, heardMs } = tables.durations;
      const deadline = Date.now() + drainMs;
      const untilDone = async () => {
        const patienceMs = Math.max(0, deadline - Date.now());
        await Promise.all([services.writer.drain(patienceMs), services.narratives.drain(patienceMs)]);
      };
      const untilHeard = () =>
        Promise.all([services.reader.heard(heardMs), services.narratives.heard(heardMs)]);
      await server.close(untilDone, untilHeard);
      await ending;
      await Promise.all([shared.close(), floor.outbox.close(), services.views.close()]);
      await floor.database.close();
      await embedded?.close();
    },
  };
}

/** The implementation behind each port. */
async function openFloor(options: AppOptions, tables: Tables, publicUrl: () => string) {
  const { config, logger } = options;
  const signingKey = config.signingKey ?? (await keptSigningKey(config.dataDir));
  const accessTokens = createAccessTokens(signingKey, tables.durations.accessTokenMs);
  const embedded = await (options.embedded ?? openEmbeddedStore(config, false));
  const database = await connectMongo(embedded?.uri ?? config.mongodbUri, documentTypes);
  const mailer = await mailerOf(config, tables);
  const onFault = (error: unknown) =>
    logger.error({ err: error, requestId: currentRequestId() }, 'a background task failed');
  const warn = (message: string) => logger.warn(message);
  const shared = await openSharedState(config, tables.durations, onFault);
  const meters = createMeters();
  const { openBreakers, ...models } = await createModels(config, tables, meters);
  const floor: Floor = {
    database,
    ...{ events: shared.events, nonces: shared.nonces, limiter: measuredLimiter(shared.limiter, meters) },
    outbox: createOutbox({ database, mailer, durations: tables.durations, onFault, warn }),
    warn,
    functions: { url: config.functionsUrl, keys: config.functionsKeys, signingKey },
    vault: createVault(config.masterKeys ?? (await keptMasterKey(config.dataDir))),
    accessTokens,
    tables,
    ...models,
    hasPlatformKey: config.openai.apiKey !== null,
    selfServiceTiers: config.selfServiceTiers,
    publicUrl,
    onFault,
  };
  return { floor, embedded, shared, measuring: { meters, openBreakers } };
}

interface ServerParts {
  config: Config;
  logger: Logger;
  floor: Floor;
  services: Services;
  statics: StaticRouteDependencies;
  state: SharedState;
  measuring: { meters: Meters; openBreakers: () => number };
}

/** HTTP and the websocket over the same schema, strategies and limits. */
async function createServer({ config, logger, floor, services, statics, state, measuring }: ServerParts) {
  const { introspection, trustProxy } = config;
  const { meters } = measuring;
  const { durations } = floor.tables;
  const authenticate = createAuthenticate([
    services.widgets.recognise,
    services.standing.recognising(floor.accessTokens.recognise),
  ]);
  const schema = buildGraph(services.instances);
  const shared = { schema, authenticate, introspection, service: services.instances.get };
  const apollo = await createApollo(schema, introspection, logger, meters);
  let draining = false;
  const isDraining = () => draining;
  const inFlight = createInFlight();
  const { ping: database } = floor.database;
  const pings = { database, ...(config.redisUrl && { redis: state.ping }) };
  const check = async () => void (await Promise.all(Object.values(pings).map((ping) => ping())));
  const http = await createHttp({
    graphql: { ...shared, apollo, isDraining, inFlight },
    statics,
    widget: services,
    pages: { ...services, ...floor.tables, ...statics },
    functions: services.functions,
    readiness: { check, isDraining },
    metrics: {
      ...{ meters, token: config.metricsToken },
      sources: { ...measuring, pings, mails: floor.outbox.counts, sockets: () => sockets.count },
    },
    ...{ trustProxy, logger, durations },
  });
  const recheck = async (viewer: Viewer) => services.widgets.recheck(await services.standing.check(viewer));
  const sockets = attachSockets(http.server, {
    ...{ ...shared, recheck, durations, trustProxy, logger, meters },
    places: state.places,
  });
  return {
    http,
    /** Takes no new work, lets what runs end and be heard, then closes the sockets, spread over up to 2 s. */
    close: async (untilDone: () => Promise<void>, untilHeard: () => Promise<unknown>) => {
      draining = true;
      await Promise.all([inFlight.untilIdle(durations.drainMs), untilDone()]);
      // What an operation admitted at the last moment has begun.
      await untilDone();
      await untilHeard();
      await sockets.drain(Math.min(2_000, sockets.count * 5));
      await http.close();
      await apollo.stop();
    },
  };
}

/** Tenants' keys may be under a master key that was in use before; returns how to stop. */
function beginRewrapping({ openaiKeys }: Services, { onFault }: Floor, logger: Logger): () => Promise<void> {
  const leaving = new AbortController();
  const done = openaiKeys.rewrapAll(leaving.signal).then((count) => {
    if (count > 0) logger.info({ count }, 'OpenAI keys were brought under the current master key');
  }, onFault);
  return () => {
    leaving.abort();
    return done;
  };
}
