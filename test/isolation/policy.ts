/** What stands in front of a principal: the words of the contract's brackets. A role has all that the roles left of it have. */
export const words = ['widget', 'reader', 'standard', 'admin', 'operator'] as const;
export type Word = (typeof words)[number];

const ownSession = 'widget: own session';
const ownClasses = 'admin; operator for platform classes';
const ownTalk = `${ownSession}; standard: a conversation of one's own`;

/** Who may use which root field: the contract's authorisation, a row a field. */
export const policy: Readonly<Record<string, string>> = {
  'Query.viewer': 'any signed-in principal',
  'Query.tenant': 'reader',
  'Query.users': 'admin',
  'Query.auditLog': 'admin',
  'Query.rateLimit': 'reader',
  'Query.estimation': `${ownSession}; reader`,
  'Query.estimations': 'reader',
  'Query.chatHistory': `${ownSession}; standard`,
  'Query.referenceClasses': 'reader; operator: platform classes',
  'Query.referenceClass': 'reader; operator: platform classes',
  'Query.matchReferenceClasses': 'reader',
  'Query.widgetConfig': 'public',
  'Query.widgetAnalytics': 'standard',
  'Query.leads': 'standard',
  'Query.tenants': 'operator',
  'Query.feedbackSummary': 'standard',
  'Query.feedbacks': 'standard',
  'Query.feedbackRequest': 'public, by magic link',
  'Query.syntheticValidation': 'admin, operator',
  'Query.tuningProposals': "admin: the tenant's; operator: the platform's",

  'Mutation.registerTenant': 'public',
  'Mutation.verifyEmail': 'public',
  'Mutation.resendVerification': 'public',
  'Mutation.login': 'public',
  'Mutation.refreshSession': 'public',
  'Mutation.logout': 'public',
  'Mutation.requestPasswordReset': 'public',
  'Mutation.resetPassword': 'public',
  'Mutation.inviteUser': 'admin',
  'Mutation.acceptInvite': 'public',
  'Mutation.updateUserRole': 'admin',
  'Mutation.removeUser': 'admin',
  'Mutation.updateTenantSettings': 'admin',
  'Mutation.rotateApiKey': 'admin',
  'Mutation.deactivateTenant': 'admin',
  'Mutation.changeTenantTier': 'operator',
  'Mutation.reactivateTenant': 'operator',
  'Mutation.createReferenceClass': ownClasses,
  'Mutation.updateReferenceClass': ownClasses,
  'Mutation.archiveReferenceClass': ownClasses,
  'Mutation.startEstimate': 'widget, standard',
  'Mutation.refineEstimate': `${ownSession}; standard`,
  'Mutation.sendChatMessage': ownTalk,
  'Mutation.cancelChatReply': ownTalk,
  'Mutation.estimateFromChat': ownTalk,
  'Mutation.startWidgetSession': 'public: tenant API key, from an allowed origin',
  'Mutation.widgetEstimate': 'widget',
  'Mutation.captureCustomerInfo': 'widget',
  'Mutation.requestCustomerFeedback': 'standard',
  'Mutation.submitCustomerFeedback': "public: magic link token; standard: the tenant's own estimation",
  'Mutation.submitContractorFeedback': 'admin',
  'Mutation.resolveFeedback': 'admin',
  'Mutation.generateSyntheticReferenceClasses': "admin: the tenant's own classes; operator: platform classes",
  'Mutation.decideTuning': "admin: the tenant's; operator: the platform's",

  'Subscription.chatReply': `${ownSession}; standard: any session of the tenant`,
  'Subscription.estimateNarrative': `${ownSession}, CUSTOMER only; standard`,
  'Subscription.estimationCompleted': 'standard',
};

/** Everyone whom a row lets in; 'public': whoever asks. */
export function admitted(row: string): readonly Word[] | 'public' {
  if (/^public\b/.test(row)) return 'public';
  if (row === 'any signed-in principal') return words;
  const named = row.split(/[;,]\s*/).map((part) => words.find((word) => part.startsWith(word)));
  return named.filter((word) => word !== undefined);
}
