import type { Emit } from '../embed.ts';
import type { CustomerInfoInput } from '../gql/graphql.ts';
import { asFailure, type Estimation, type Transport, type TransportFailure } from '../transport/transport.ts';
import type { ChatModel } from './chat.model.ts';
import { withEstimate } from './conversation.ts';
import { estimateEntry } from './entry.ts';
import type { Session, SessionModel } from './session.model.ts';
import { computed, type ReadonlySignal, type Signal, signal } from './signal.ts';
import { type Told, tell } from './telling.ts';

export interface EstimateModelOptions {
  transport: Transport;
  sessions: SessionModel;
  chat: ChatModel;
  emit: Emit;
  onExpired(): void;
}

/** `contact`: the contact form is shown; the last two: a request is under way. */
export type EstimatePhase = 'idle' | 'contact' | 'capturing' | 'estimating';

interface EstimateState {
  phase: Signal<EstimatePhase>;
  fault: Signal<TransportFailure | null>;
  contactGiven: Signal<boolean>;
  /** Whom the host page says the visitor is: they are not asked again. */
  customer: Signal<CustomerInfoInput | null>;
  /** null: the newest card's story is shown as a whole. */
  told: Signal<Told | null>;
  /** There is enough for an estimate, and something was said since the last one. */
  isOffered: ReadonlySignal<boolean>;
}

type Estimating = EstimateState & EstimateModelOptions;

/** From a conversation that is ready to the card, by way of the contact form where the tenant asks for it. */
export interface EstimateModel extends EstimateState {
  request(): Promise<void>;
  /** Works it out again with something more said; false where that failed. */
  refine(additionalInfo: string): Promise<boolean>;
  /** Opens the contact form though the tenant does not insist on it. */
  offerContact(): void;
  /** Leaves the contact form; the conversation goes on. */
  dismiss(): void;
  submitContact(input: CustomerInfoInput): Promise<void>;
}

export function createEstimate(options: EstimateModelOptions): EstimateModel {
  const { chat } = options;
  const state: EstimateState = {
    phase: signal('idle'),
    fault: signal(null),
    contactGiven: signal(false),
    customer: signal(null),
    told: signal(null),
    isOffered: computed(() => {
      const { readyForEstimate, entries } = chat.conversation.value;
      return readyForEstimate && !chat.isBusy.value && entries.at(-1)?.kind !== 'estimate';
    }),
  };
  const model: Estimating = { ...options, ...state };
  return {
    ...state,
    request: () => request(model),
    refine: (additionalInfo) =>
      estimate(model, ({ sessionId }) => model.transport.refine(sessionId, additionalInfo)),
    offerContact() {
      state.phase.value = 'contact';
    },
    dismiss() {
      state.phase.value = 'idle';
      state.fault.value = null;
    },
    submitContact: (input) => submitContact(model, input),
  };
}

async function request(model: Estimating): Promise<void> {
  if (model.phase.peek() !== 'idle') return;
  const customer = model.customer.peek();
  const isNeeded = !model.contactGiven.peek();
  if (isNeeded && customer) await submitContact(model, customer);
  else if (isNeeded && model.sessions.config.peek().leadCaptureRequired) model.phase.value = 'contact';
  else await estimate(model, fromChat(model));
}

async function submitContact(model: Estimating, input: CustomerInfoInput): Promise<void> {
  model.phase.value = 'capturing';
  model.fault.value = null;
  model.customer.value = input;
  try {
    await model.sessions.ensure();
    await model.transport.captureCustomer(input);
  } catch (thrown) {
    model.phase.value = 'contact';
    model.fault.value = asFailure(thrown);
    return;
  }
  model.contactGiven.value = true;
  model.chat.announcement.value = 'contactThanks';
  model.emit('lead', undefined);
  if (hasNewestCard(model.chat)) model.phase.value = 'idle';
  else await estimate(model, fromChat(model));
}

const hasNewestCard = ({ conversation }: ChatModel): boolean =>
  conversation.peek().entries.at(-1)?.kind === 'estimate';

type Asking = (session: Session) => Promise<Estimation>;

const fromChat =
  ({ transport }: Estimating): Asking =>
  ({ sessionId }) =>
    transport.estimate(sessionId);

async function estimate(model: Estimating, ask: Asking): Promise<boolean> {
  model.phase.value = 'estimating';
  model.chat.announcement.value = 'estimating';
  model.fault.value = null;
  let session: Session | null = null;
  try {
    session = await model.sessions.ensure();
    show(model, session, await ask(session));
    model.phase.value = 'idle';
    return true;
  } catch (thrown) {
    refuse(model, asFailure(thrown), session);
    return false;
  }
}

function refuse(model: Estimating, failure: TransportFailure, session: Session | null): void {
  const lacksContact = failure.paths.some((path) => path.includes('customerInfo'));
  model.phase.value = lacksContact ? 'contact' : 'idle';
  model.chat.announcement.value = null;
  if (lacksContact) return;
  if (failure.isExpired && model.chat.endSession(session)) {
    model.onExpired();
    return;
  }
  model.fault.value = failure;
  model.emit('error', { code: failure.code });
}

function show({ chat, emit, told, transport }: Estimating, session: Session, estimation: Estimation): void {
  const entry = estimateEntry(estimation);
  chat.conversation.value = withEstimate(chat.conversation.peek(), estimation);
  chat.announcement.value = entry;
  if (estimation.narrative) {
    told.value = { key: entry.key, text: '' };
    tell(transport, session.sessionId, told);
  }
  const { estimate } = estimation;
  emit('estimate', estimate ? pick(estimate) : { draft: true });
}

function pick({ currency, costP50, costP80 }: NonNullable<Estimation['estimate']>) {
  return { currency, costP50, costP80 };
}
