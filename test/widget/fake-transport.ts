import type { WidgetConfig } from '../../client-widget/src/embed.ts';
import type {
  ChatMessage,
  Estimation,
  EventSink,
  NarrativeEvent,
  ReplyCursor,
  ReplyEvent,
  ReplySink,
  SessionRecord,
  Transport,
  Turn,
} from '../../client-widget/src/transport/transport.ts';
import { TransportFailure } from '../../client-widget/src/transport/transport.ts';

export const config: WidgetConfig = {
  tenantName: 'Alder & Reyes',
  isWhiteLabel: false,
  leadCaptureRequired: false,
  branding: {
    logoUrl: null,
    primaryColor: '#0b6e6e',
    buttonText: 'Estimate',
    welcomeMessage: 'Hello',
    privacyPolicyUrl: null,
  },
};

export function message(
  role: ChatMessage['role'],
  id: string,
  content: string,
  more: Partial<ChatMessage> = {},
): ChatMessage {
  return {
    id,
    role,
    content,
    status: 'COMPLETED',
    clientMessageId: null,
    createdAt: '2026-01-01T10:00:00.000Z',
    ...more,
  };
}

export function turn(
  replyId: string,
  question: string,
  answer: string,
  clientMessageId: string,
  more: Partial<Turn> = {},
): Turn {
  return {
    userMessage: message('USER', `${replyId}-question`, question, { clientMessageId }),
    reply: message('ASSISTANT', replyId, answer),
    suggestions: [],
    readyForEstimate: false,
    ...more,
  };
}

export function record(messages: ChatMessage[], estimation: Estimation | null = null): SessionRecord {
  return { chatHistory: { messages, readyForEstimate: false, suggestions: [] }, estimation };
}

/** The events of one reply, word by word, as the API numbers them. */
export function eventsOf({ userMessage, reply, suggestions, readyForEstimate }: Turn): ReplyEvent[] {
  const words = reply.content.match(/\S+\s*/g) ?? [];
  const messageId = reply.id;
  return [
    { __typename: 'ChatReplyStarted', messageId, index: 0, userMessage },
    ...words.map((text, place) => ({
      __typename: 'ChatReplyDelta' as const,
      messageId,
      index: place + 1,
      text,
    })),
    {
      __typename: 'ChatReplyCompleted',
      messageId,
      index: words.length + 1,
      turn: { userMessage, reply, suggestions, readyForEstimate },
    },
  ];
}

export const estimation: Estimation = {
  id: 'e1',
  revision: 1,
  matchedReferenceClass: null,
  estimate: {
    currency: 'USD',
    costP50: 75_000,
    costP80: 92_000,
    costP95: 115_000,
    timelineWeeksP50: 8,
    timelineWeeksP80: 10,
    costBreakdown: [],
    adjustments: [],
    basedOnOutcomes: 0,
    realisedP80: null,
  },
  clarifyingQuestions: [],
  assumptions: [],
  risks: [],
  narrative: null,
  updatedAt: '2026-01-01T10:00:30.000Z',
};

interface Subscription {
  sessionId: string;
  cursor: ReplyCursor | null;
  sink: ReplySink;
  isStopped: boolean;
}

type Answers = Pick<
  Transport,
  'startSession' | 'resume' | 'send' | 'cancel' | 'estimate' | 'refine' | 'captureCustomer'
>;

/** A transport whose every answer the test decides; calls and subscriptions are kept for it to see. */
export function createFakeTransport() {
  const calls: string[] = [];
  const subscriptions: Subscription[] = [];
  const tellings: { afterIndex: number; sink: EventSink<NarrativeEvent> }[] = [];
  let sessions = 0;
  const answers: Answers = {
    async startSession() {
      sessions += 1;
      return { sessionToken: `token${sessions}`, sessionId: `session${sessions}`, config };
    },
    resume: async () => record([]),
    send: () => new Promise(() => undefined),
    cancel: async () => true,
    estimate: async () => estimation,
    refine: async () => ({ ...estimation, revision: 2 }),
    captureCustomer: async () => undefined,
  };
  const called =
    <Input extends unknown[], Output>(name: keyof Answers, call: () => (...input: Input) => Output) =>
    (...input: Input): Output => {
      calls.push(name);
      return call()(...input);
    };
  const transport: Transport = {
    authorise: (token) => calls.push(`authorise ${token}`),
    startSession: called('startSession', () => answers.startSession),
    resume: called('resume', () => answers.resume),
    send: called('send', () => answers.send),
    cancel: called('cancel', () => answers.cancel),
    estimate: called('estimate', () => answers.estimate),
    refine: called('refine', () => answers.refine),
    captureCustomer: called('captureCustomer', () => answers.captureCustomer),
    narrative(_sessionId, afterIndex, sink) {
      tellings.push({ afterIndex, sink });
      return () => undefined;
    },
    replies(sessionId, cursor, sink) {
      const subscription: Subscription = { sessionId, cursor, sink, isStopped: false };
      subscriptions.push(subscription);
      sink.connected();
      return () => {
        subscription.isStopped = true;
      };
    },
  };
  return { transport, answers, calls, subscriptions, tellings };
}

export const failure = (code: string, paths: string[] = []) =>
  new TransportFailure(code, code, { paths, retryAfterSeconds: null });
