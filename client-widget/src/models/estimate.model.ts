import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Emit } from '../embed.ts';
import type { CustomerInfoInput } from '../gql/graphql.ts';
import { asFailure, type Estimation, type Transport, type TransportFailure } from '../transport/transport.ts';
import type { ChatModel } from './chat.model.ts';
import { withEstimate } from './conversation.ts';
import type { Session, SessionModel } from './session.model.ts';

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
  /** There is enough for an estimate, and something was said since the last one. */
  isOffered: ReadonlySignal<boolean>;
}

type Estimating = EstimateState & EstimateModelOptions;

/** From a conversation that is ready to the card, by way of the contact form where the tenant asks for it. */
export interface EstimateModel extends EstimateState {
  request(): Promise<void>;
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
    isOffered: computed(() => {
      const { readyForEstimate, entries } = chat.conversation.value;
      return readyForEstimate && !chat.isBusy.value && entries.at(-1)?.kind !== 'estimate';
    }),
  };
  const model: Estimating = { ...options, ...state };
  return {
    ...state,
    request: () => request(model),
    dismiss() {
      state.phase.value = 'idle';
      state.fault.value = null;
    },
    submitContact: (input) => submitContact(model, input),
  };
}

async function request(model: Estimating): Promise<void> {
  if (model.phase.peek() !== 'idle') return;
  const needsContact = model.sessions.config.peek().leadCaptureRequired && !model.contactGiven.peek();
  if (needsContact) model.phase.value = 'contact';
  else await estimate(model);
}

async function submitContact(model: Estimating, input: CustomerInfoInput): Promise<void> {
  model.phase.value = 'capturing';
  model.fault.value = null;
  try {
    await model.sessions.ensure();
    await model.transport.captureCustomer(input);
  } catch (thrown) {
    model.phase.value = 'contact';
    model.fault.value = asFailure(thrown);
    return;
  }
  model.contactGiven.value = true;
  model.emit('lead', undefined);
  await estimate(model);
}

async function estimate(model: Estimating): Promise<void> {
  model.phase.value = 'estimating';
  model.fault.value = null;
  let session: Session | null = null;
  try {
    session = await model.sessions.ensure();
    show(model, await model.transport.estimate(session.sessionId));
    model.phase.value = 'idle';
  } catch (thrown) {
    refuse(model, asFailure(thrown), session);
  }
}

function refuse(model: Estimating, failure: TransportFailure, session: Session | null): void {
  const lacksContact = failure.paths.some((path) => path.includes('customerInfo'));
  model.phase.value = lacksContact ? 'contact' : 'idle';
  if (lacksContact) return;
  if (failure.isExpired && model.chat.endSession(session)) {
    model.onExpired();
    return;
  }
  model.fault.value = failure;
  model.emit('error', { code: failure.code });
}

function show({ chat, emit }: Estimating, estimation: Estimation): void {
  chat.conversation.value = withEstimate(chat.conversation.peek(), estimation);
  const { estimate } = estimation;
  emit('estimate', estimate ? pick(estimate) : { draft: true });
}

function pick({ currency, costP50, costP80 }: NonNullable<Estimation['estimate']>) {
  return { currency, costP50, costP80 };
}
