import { User } from './account/user.model.ts';
import { TuningProposal } from './admin/tuning-proposal.model.ts';
import { Conversation } from './chat/conversation.model.ts';
import { Message } from './chat/message.model.ts';
import { Estimation } from './estimation/estimation.model.ts';
import { EstimateNarrative } from './estimation/narrative.model.ts';
import { Feedback } from './feedback/feedback.model.ts';
import { Outcome } from './feedback/outcome.model.ts';
import { Tally } from './feedback/tally.model.ts';
import { TallyRevision } from './feedback/tally-revision.model.ts';
import { OutboxMail } from './mail/outbox.model.ts';
import { ReferenceClass } from './reference/reference-class.model.ts';
import { AuditEntry } from './tenant/audit.model.ts';
import { Credential } from './tenant/credential.model.ts';
import { Job } from './tenant/job.model.ts';
import { Tenant } from './tenant/tenant.model.ts';
import { WidgetDayCount } from './widget/widget-day.model.ts';
import { StoredWidgetSession } from './widget/widget-session.model.ts';

/** Every collection of the product. */
export const documentTypes = [
  Tenant,
  User,
  Credential,
  AuditEntry,
  Job,
  OutboxMail,
  ReferenceClass,
  Estimation,
  EstimateNarrative,
  Conversation,
  Message,
  StoredWidgetSession,
  WidgetDayCount,
  Feedback,
  Outcome,
  Tally,
  TallyRevision,
  TuningProposal,
] as const;
