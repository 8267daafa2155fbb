import { AccountResolver } from './account/account.resolver.ts';
import { Addresses } from './account/addresses.service.ts';
import { Admins } from './account/admins.service.ts';
import { InvitationService } from './account/invitation.service.ts';
import { LinksService } from './account/links.service.ts';
import { LoginService } from './account/login.service.ts';
import { LoginSessionsService } from './account/login-sessions.service.ts';
import { MembersService } from './account/members.service.ts';
import { PasswordResetService } from './account/password-reset.service.ts';
import { RegistrationService } from './account/registration.service.ts';
import { StandingService } from './account/standing.service.ts';
import { UserResolver } from './account/user.resolver.ts';
import type { AccessTokens } from './auth/tokens.ts';
import type { Viewer } from './auth/viewer.ts';
import { AssistantService } from './chat/assistant.service.ts';
import { ChatResolver } from './chat/chat.resolver.ts';
import { ChatService } from './chat/chat.service.ts';
import { ChatCharges } from './chat/chat-charges.service.ts';
import { Claims } from './chat/claims.service.ts';
import { ConversationsService } from './chat/conversations.service.ts';
import { KnownTalks } from './chat/known-talks.ts';
import { ReplyFlushes } from './chat/reply-flushes.ts';
import { ReplyReader } from './chat/reply-reader.ts';
import { ReplyReaper } from './chat/reply-reaper.ts';
import { ReplyWriter } from './chat/reply-writer.ts';
import { RunningReplies } from './chat/running-replies.ts';
import { TurnOpener } from './chat/turn-opener.service.ts';
import { documentTypes } from './document-types.ts';
import type { Durations } from './durations.ts';
import { Completions } from './estimation/completions.service.ts';
import { EstimationResolver } from './estimation/estimation.resolver.ts';
import { EstimationService } from './estimation/estimation.service.ts';
import { EstimationStore } from './estimation/estimation.store.ts';
import { Estimator } from './estimation/estimator.ts';
import { Extractor } from './estimation/extractor.service.ts';
import { NarrativeResolver } from './estimation/narrative.resolver.ts';
import { Narratives } from './estimation/narratives.service.ts';
import { ProjectReader } from './estimation/project-reader.service.ts';
import type { Events } from './events/events.ts';
import { createFunctions, type FunctionsSetting } from './functions-wiring.ts';
import { createLearning } from './learning.ts';
import type { Limiter } from './limits/limiter.ts';
import type { Nonces } from './limits/nonces.ts';
import type { LanguageModel } from './llm/llm.ts';
import type { ModelTiming } from './llm/timing.ts';
import type { Outbox } from './mail/outbox.ts';
import type { Database } from './persistence/database.ts';
import { LiveClasses } from './reference/live-classes.ts';
import { ReferenceResolver } from './reference/reference.resolver.ts';
import { ReferenceService } from './reference/reference.service.ts';
import { ReferenceClassesService } from './reference/reference-classes.service.ts';
import type { Vault } from './security/vault.ts';
import { ApiKeysService } from './tenant/api-keys.service.ts';
import { AuditService } from './tenant/audit.service.ts';
import { Credentials } from './tenant/credentials.service.ts';
import { JobRunner } from './tenant/job-runner.service.ts';
import { MeteringService } from './tenant/metering.service.ts';
import { ModelChoiceService } from './tenant/model-choice.service.ts';
import { OpenaiKeysService } from './tenant/openai-keys.service.ts';
import { PlatformResolver } from './tenant/platform.resolver.ts';
import { Postman } from './tenant/postman.service.ts';
import { PurgeService } from './tenant/purge.service.ts';
import { QuotaService } from './tenant/quota.service.ts';
import { SettingsService } from './tenant/settings.service.ts';
import { TenantResolver } from './tenant/tenant.resolver.ts';
import { TenantService } from './tenant/tenant.service.ts';
import { TenantClosing } from './tenant/tenant-closing.service.ts';
import { TenantDirectory } from './tenant/tenant-directory.ts';
import { TenantLifeService } from './tenant/tenant-life.service.ts';
import type { Quotas, TierName, Tiers } from './tenant/tiers.ts';
import { AnalyticsService } from './widget/analytics.service.ts';
import { Leads } from './widget/leads.service.ts';
import { ProspectsResolver } from './widget/prospects.resolver.ts';
import { RetentionService } from './widget/retention.service.ts';
import { ViewerService } from './widget/viewer.service.ts';
import { Views } from './widget/views.service.ts';
import { WidgetResolver } from './widget/widget.resolver.ts';
import { WidgetService } from './widget/widget.service.ts';
import { WidgetDays } from './widget/widget-days.service.ts';

/** The product's tables of limits and durations. */
export interface Tables {
  durations: Durations;
  tiers: Tiers;
  quotas: Quotas;
  modelTiming: ModelTiming;
}

export interface Floor {
  database: Database;
  events: Events;
  limiter: Limiter;
  nonces: Nonces;
  functions: FunctionsSetting;
  outbox: Outbox;
  vault: Vault;
  accessTokens: AccessTokens;
  tables: Tables;
  openai: LanguageModel | null;
  scripted: LanguageModel;
  hasPlatformKey: boolean;
  selfServiceTiers: readonly TierName[];
  publicUrl: () => string;
  onFault: (error: unknown) => void;
  warn: (message: string) => void;
}

/** Wires the features on top of the floor. */
export function createServices(floor: Floor) {
  const { database, events, limiter, tables } = floor;
  const { durations, tiers, quotas } = tables;
  const credentials = new Credentials(database);
  const directory = new TenantDirectory(database, durations.tenantCacheMs);
  const quota = new QuotaService(limiter);
  const metering = new MeteringService(quota, directory, tiers);
  const audit = new AuditService(database, durations);
  const openaiKeys = new OpenaiKeysService({ ...floor, ...tables, directory });
  const models = new ModelChoiceService({ ...floor, ...tables, openaiKeys, audit, quota });
  const postman = new Postman({ ...floor, quota, quotas });
  const company = { ...floor, ...tables, credentials, directory, quota, audit, openaiKeys, postman };
  const tenants = new TenantService(directory, metering, tiers);
  const standing = new StandingService(company);
  const actorOf = (viewer: Viewer) => standing.actorOf(viewer);
  const apiKeys = new ApiKeysService({ ...company, actorOf });
  const closing = new TenantClosing(company);
  const life = new TenantLifeService({ ...company, closing, actorOf });
  const purge = new PurgeService({ ...company, types: documentTypes });
  const retention = new RetentionService(company);
  const sessions = new LoginSessionsService({ ...company, standing });
  const addresses = new Addresses(company);
  const account = { ...company, sessions, standing, addresses, admins: new Admins(database) };
  const registration = new RegistrationService(account);
  const invitations = new InvitationService(account);
  const resets = new PasswordResetService(account);
  const days = new WidgetDays(database);
  const views = new Views({ ...company, days });
  const leads = new Leads(company);
  const talks = new KnownTalks();
  const widgets = new WidgetService({ ...company, apiKeys, leads, views, days, talks });
  const live = new LiveClasses(database, durations);
  const references = new ReferenceService(database, live);
  const classes = new ReferenceClassesService({ ...company, live, actorOf });
  const links = new LinksService(company);
  const store = new EstimationStore(database);
  const learning = createLearning({ ...company, live, references, classes, store, actorOf });
  const { experiences } = learning;
  const estimator = new Estimator(references, experiences);
  const functions = createFunctions({ ...company, references, experiences, metering, estimates: estimator });
  const extractor = new Extractor(tables);
  const completions = new Completions(events, store, floor.onFault);
  const narratives = new Narratives({ ...company, store, models });
  const estimations = new EstimationService({
    ...{ store, completions, narratives, metering, models, directory },
    reader: new ProjectReader({ extractor, durations }),
    estimator: functions.estimates,
    contacts: widgets,
  });
  const conversations = new ConversationsService(database, estimations, widgets);
  const replies = new RunningReplies();
  const pauseMs = () => replies.pauseMs(durations.coalesceMs);
  const assistant = new AssistantService(models, directory, widgets, extractor, pauseMs);
  const reaper = new ReplyReaper(database, events, durations);
  const flushes = new ReplyFlushes({ ...floor, conversations, durations });
  const writer = new ReplyWriter({ ...floor, conversations, replies, flushes });
  const reader = new ReplyReader({ database, events, conversations, running: replies, durations });
  const charges = new ChatCharges(limiter, quota, metering, directory, tiers, quotas);
  const claims = new Claims({ database, events, conversations, reaper, durations });
  const talking = { database, conversations, talks, assistant };
  const turns = new TurnOpener({ ...talking, claims, charges });
  const chat = new ChatService({ ...talking, turns, writer, reader, estimations });
  const instances = instancesOf([
    ...learning.resolvers,
    ...[reader, completions, narratives],
    new AccountResolver(registration, new LoginService(account), sessions, resets, invitations),
    new UserResolver(new MembersService(account), invitations),
    new TenantResolver(tenants, new SettingsService({ ...company, actorOf }), apiKeys, life, audit),
    new PlatformResolver(life),
    new ReferenceResolver(references, classes),
    new EstimationResolver(estimations),
    new NarrativeResolver(),
    new ChatResolver(chat),
    new ProspectsResolver(leads, new AnalyticsService({ database, days })),
    new WidgetResolver(widgets, estimations, new ViewerService(standing, tenants, widgets)),
  ]);
  const ownTasks = [closing.task, purge.task, retention.task, openaiKeys.rewrapTask()];
  const jobs = new JobRunner(company, [...ownTasks, ...learning.tasks]);
  return {
    ...{ credentials, directory, standing, registration, invitations, resets, links, openaiKeys, jobs },
    ...{
      feedbackInvitations: learning.invitations,
      references,
      live,
      reaper,
      writer,
      reader,
      narratives,
      widgets,
      views,
      instances,
      functions: functions.endpoint,
    },
  };
}

export type Services = ReturnType<typeof createServices>;

/** Finds an instance by its class. */
function instancesOf(all: readonly object[]) {
  const byClass = new Map<unknown, object>(all.map((instance) => [instance.constructor, instance]));
  return {
    get: <T>(type: abstract new (...args: never[]) => T): T => {
      const found = byClass.get(type);
      if (!found) throw new Error(`${type.name} has no instance`);
      return found as T;
    },
  };
}
