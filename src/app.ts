import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type DemoAccount, ensureDemoTenant } from './account/demo.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createAccessTokens } from './auth/tokens.ts';
import type { Viewer } from './auth/viewer.ts';
import type { Config } from './config.ts';
import { documentTypes } from './document-types.ts';
import { durations } from './durations.ts';
import { buildGraph } from './graph/build.ts';
import type { LanguageModel } from './llm/llm.ts';
import { scriptedModel } from './llm/scripted.ts';
import { modelTiming } from './llm/timing.ts';
import type { Mailer } from './mail/mailer.ts';
import { createOutbox } from './mail/outbox.ts';
import { outboxFolder } from './mail/outbox-folder.ts';
import { connectMongo } from './persistence/mongo.ts';
import { announceServer, urlOf } from './running-server.ts';
import { keptMasterKey, keptSigningKey } from './security/generated-keys.ts';
import { createVault } from './security/vault.ts';
import { createApollo } from './server/apollo.ts';
import { createHttp } from './server/http.ts';
import { createInFlight } from './server/in-flight.ts';
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
}

/** The composition root: chooses the implementations, wires the services, listens. Rejects with a clear Error if anything is not to be had. */
export async function createApp({ config, logger, assets, tables: given }: AppOptions): Promise<App> {
  const tables: Tables = { durations, tiers, quotas, modelTiming, ...given };
  let url = '';
  const publicUrl = () => config.publicUrl ?? url;
  const { floor, embedded, shared } = await openFloor(config, logger, tables, publicUrl);
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
  const server = await createServer({ config, logger, floor, services, statics, state: shared });
  await server.http.listen({ port: config.port, host: config.host });
  const { port } = server.http.server.address() as AddressInfo;
  url = urlOf(config.host, port);
  const withdraw = await announceServer(config.dataDir, url);
  const database = embedded ? { database: 'embedded', databaseUri: embedded.uri } : { database: 'mongodb' };
  return {
    url,
    demo,
    parts: {
      ...{ ...database, events: config.redisUrl ? 'redis' : 'memory' },
      ...{ mail: config.smtpUrl ? 'smtp' : 'outbox', llm: config.llm },
    },
    close: async () => {
      services.reaper.stop();
      const ending = Promise.all([services.jobs.stop(), services.live.stop(), stopRewrapping(), withdraw()]);
      const deadline = Date.now() + tables.durations.drainMs;
      await server.close(async () => {
        const patienceMs = Math.max(0, deadline - Date.now());
        await Promise.all([services.writer.drain(patienceMs), services.narratives.drain(patienceMs)]);
      });
      await ending;
      await Promise.all([shared.close(), floor.outbox.close(), services.views.close()]);
      await floor.database.close();
      await embedded?.close();
    },
  };
}

/** The implementation behind each port. */
async function openFloor(config: Config, logger: Logger, tables: Tables, publicUrl: () => string) {
  const signingKey = config.signingKey ?? (await keptSigningKey(config.dataDir));
  const accessTokens = createAccessTokens(signingKey, tables.durations.accessTokenMs);
  const embedded = config.mongodbUri === 'embedded' ? await openEmbeddedDatabase(config) : null;
  const database = await connectMongo(embedded?.uri ?? config.mongodbUri, documentTypes);
  const mailer = await mailerOf(config, tables);
  const onFault = (error: unknown) => logger.error({ err: error }, 'a background task failed');
  const warn = (message: string) => logger.warn(message);
  const shared = await openSharedState(config, tables.durations, onFault);
  const floor: Floor = {
    database,
    ...{ events: shared.events, limiter: shared.limiter, nonces: shared.nonces },
    outbox: createOutbox({ database, mailer, durations: tables.durations, onFault, warn }),
    vault: createVault(config.masterKeys ?? (await keptMasterKey(config.dataDir))),
    accessTokens,
    tables,
    openai: config.llm === 'openai' ? await openaiOf(config, tables) : null,
    scripted: scriptedModel({
      msPerWord: tables.durations.scriptedWordMs,
      maxMs: tables.durations.scriptedReplyMs,
    }),
    hasPlatformKey: config.openai.apiKey !== null,
    selfServiceTiers: config.selfServiceTiers,
    publicUrl,
    onFault,
  };
  return { floor, embedded, shared };
}

interface ServerParts {
  config: Config;
  logger: Logger;
  floor: Floor;
  services: Services;
  statics: StaticRouteDependencies;
  state: SharedState;
}

/** HTTP and the websocket over the same schema, strategies and limits. */
async function createServer({ config, logger, floor, services, statics, state }: ServerParts) {
  const { introspection, trustProxy } = config;
  const authenticate = createAuthenticate([
    services.widgets.recognise,
    services.standing.recognising(floor.accessTokens.recognise),
  ]);
  const schema = buildGraph(services.instances);
  const shared = { schema, authenticate, introspection, service: services.instances.get };
  const apollo = await createApollo(schema, introspection, logger);
  let draining = false;
  const isDraining = () => draining;
  const inFlight = createInFlight();
  const check = async () => void (await Promise.all([floor.database.ping(), state.ping()]));
  const http = await createHttp({
    graphql: { ...shared, apollo, isDraining, inFlight },
    statics,
    pages: { ...services, ...floor.tables, ...statics },
    readiness: { check, isDraining },
    ...{ trustProxy, logger },
  });
  const { durations } = floor.tables;
  const recheck = async (viewer: Viewer) => services.widgets.recheck(await services.standing.check(viewer));
  const sockets = attachSockets(http.server, {
    ...{ ...shared, recheck, durations, trustProxy, logger },
    places: state.places,
  });
  return {
    http,
    /** Takes no new work, lets what runs end, then closes the sockets, spread over up to 2 s. */
    close: async (untilDone: () => Promise<void>) => {
      draining = true;
      await Promise.all([inFlight.untilIdle(durations.drainMs), untilDone()]);
      // What an operation admitted at the last moment has begun.
      await untilDone();
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

async function openEmbeddedDatabase({ dataDir, embeddedPort: port }: Config) {
  const { openEmbedded } = await import('./persistence/embedded/embedded.ts');
  const database = await openEmbedded({ dataDir, port });
  // Replies, limits and sockets are kept in memory: two that share a store would not know of each other's.
  if (!database.owned && !database.isShared)
    throw new Error(`DATA_DIR: another server runs on ${dataDir}; give this one a folder of its own.`);
  return database;
}

async function mailerOf(
  { smtpUrl: url, mailFrom: from, dataDir }: Config,
  { durations }: Tables,
): Promise<Mailer> {
  if (url === null) return outboxFolder({ dir: `${dataDir}/outbox`, from });
  const { smtpMailer } = await import('./mail/smtp.ts');
  return smtpMailer({ url, from, durations });
}

async function openaiOf({ openai }: Config, { modelTiming: timing }: Tables): Promise<LanguageModel> {
  const { openaiModel } = await import('./llm/openai.ts');
  const { model, apiKey, baseUrl } = openai;
  return openaiModel({ model, timing, ...(apiKey && { apiKey }), ...(baseUrl && { baseUrl }) });
}
