import type { AccessTokens } from './auth/tokens.ts';
import { AssistantService } from './chat/assistant.service.ts';
import { ChatResolver } from './chat/chat.resolver.ts';
import { ChatService } from './chat/chat.service.ts';
import { ChatCharges } from './chat/chat-charges.service.ts';
import { Claims } from './chat/claims.service.ts';
import { Conversation } from './chat/conversation.model.ts';
import { ConversationsService } from './chat/conversations.service.ts';
import { Message } from './chat/message.model.ts';
import { ReplyReader } from './chat/reply-reader.ts';
import { ReplyReaper } from './chat/reply-reaper.ts';
import { ReplyWriter } from './chat/reply-writer.ts';
import { TurnOpener } from './chat/turn-opener.service.ts';
import type { Durations } from './durations.ts';
import { Estimation } from './estimation/estimation.model.ts';
import { EstimationResolver } from './estimation/estimation.resolver.ts';
import { EstimationService } from './estimation/estimation.service.ts';
import { Estimator } from './estimation/estimator.ts';
import type { Events } from './events/events.ts';
import type { Limiter } from './limits/limiter.ts';
import type { LanguageModel } from './llm/llm.ts';
import type { ModelTiming } from './llm/timing.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Database } from './persistence/database.ts';
import { ReferenceResolver } from './reference/reference.resolver.ts';
import { ReferenceService } from './reference/reference.service.ts';
import { ReferenceClass } from './reference/reference-class.model.ts';
import { Credential } from './tenant/credential.model.ts';
import { Credentials } from './tenant/credentials.service.ts';
import { LoginService } from './tenant/login.service.ts';
import { MeteringService } from './tenant/metering.service.ts';
import { ModelChoiceService } from './tenant/model-choice.service.ts';
import { QuotaService } from './tenant/quota.service.ts';
import { RegistrationService } from './tenant/registration.service.ts';
import { Tenant } from './tenant/tenant.model.ts';
import { TenantResolver } from './tenant/tenant.resolver.ts';
import { TenantService } from './tenant/tenant.service.ts';
import { TenantDirectory } from './tenant/tenant-directory.ts';
import type { Quotas, TierName, Tiers } from './tenant/tiers.ts';
import { User } from './tenant/user.model.ts';
import { ViewerService } from './widget/viewer.service.ts';
import { WidgetResolver } from './widget/widget.resolver.ts';
import { WidgetService } from './widget/widget.service.ts';
import { StoredWidgetSession } from './widget/widget-session.model.ts';

export const documentTypes = [
  Tenant,
  User,
  Credential,
  ReferenceClass,
  Estimation,
  Conversation,
  Message,
  StoredWidgetSession,
] as const;

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
  mailer: Mailer;
  accessTokens: AccessTokens;
  tables: Tables;
  openai: LanguageModel | null;
  scripted: LanguageModel;
  hasPlatformKey: boolean;
  selfServiceTiers: readonly TierName[];
  publicUrl: () => string;
  onFault: (error: unknown) => void;
}

/** Wires the features on top of the floor. */
export function createServices(floor: Floor) {
  const { database, events, limiter, tables } = floor;
  const { durations, tiers, quotas } = tables;
  const credentials = new Credentials(database);
  const directory = new TenantDirectory(database, durations.tenantCacheMs);
  const quota = new QuotaService(limiter);
  const metering = new MeteringService(quota, directory, tiers);
  const models = new ModelChoiceService({ ...floor, tiers });
  const account = { ...floor, ...tables, credentials, directory, quota };
  const registration = new RegistrationService(account);
  const tenants = new TenantService(database, directory, metering, tiers);
  const widgets = new WidgetService(account);
  const references = new ReferenceService(database);
  const estimations = new EstimationService({
    ...{ database, metering, models, directory },
    estimator: new Estimator(references),
    contacts: widgets,
  });
  const conversations = new ConversationsService(database, estimations, widgets);
  const assistant = new AssistantService(models, directory, widgets);
  const reaper = new ReplyReaper(database, events, durations);
  const writer = new ReplyWriter({ database, events, conversations, durations, onFault: floor.onFault });
  const reader = new ReplyReader(database, events, conversations, durations);
  const charges = new ChatCharges(limiter, quota, metering, directory, tiers, quotas);
  const claims = new Claims({ database, events, conversations, reaper, durations });
  const turns = new TurnOpener({ database, conversations, claims, charges, assistant });
  const chat = new ChatService({ database, conversations, turns, assistant, writer, reader, estimations });
  const instances = instancesOf([
    reader,
    new TenantResolver(tenants, registration, new LoginService(account)),
    new ReferenceResolver(references),
    new EstimationResolver(estimations),
    new ChatResolver(chat),
    new WidgetResolver(widgets, estimations, new ViewerService(tenants, widgets)),
  ]);
  return { credentials, directory, tenants, registration, references, reaper, writer, widgets, instances };
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
