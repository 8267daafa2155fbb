import { anyone, nobody, only } from './rules.ts';

/** Who may use which root field: the whole matrix. A field that is missing here is nobody's. */
export const permissions = {
  Query: {
    viewer: only('widget', 'reader', 'operator'),
    tenant: only('reader'),
    rateLimit: only('reader'),
    estimation: only('widget', 'reader'),
    estimations: only('reader'),
    chatHistory: only('widget', 'standard'),
    referenceClasses: only('reader', 'operator'),
    referenceClass: only('reader', 'operator'),
    matchReferenceClasses: only('reader'),
    widgetConfig: anyone,
    '*': nobody,
  },
  Mutation: {
    registerTenant: anyone,
    verifyEmail: anyone,
    login: anyone,
    startEstimate: only('widget', 'standard'),
    sendChatMessage: only('widget', 'standard'),
    cancelChatReply: only('widget', 'standard'),
    estimateFromChat: only('widget', 'standard'),
    startWidgetSession: anyone,
    widgetEstimate: only('widget'),
    captureCustomerInfo: only('widget'),
    '*': nobody,
  },
  Subscription: {
    chatReply: only('widget', 'standard'),
    '*': nobody,
  },
};
