/* global GraphiQL, React, ReactDOM */

const bearer = JSON.stringify(
  { Authorization: 'Bearer <accessToken from LogIn, or a sessionToken>' },
  null,
  2,
);
const session = '00000000-0000-4000-8000-000000000000';

/** One ready-made operation per tab; the header typed in a tab also authenticates its subscription. */
const tabs = [
  {
    query: `# Sign in with the credentials that the first start printed (DATA_DIR/demo.json).
# Put the accessToken behind "Bearer " in the Headers of the other tabs.
mutation LogIn($email: EmailAddress!, $password: String!) {
  login(input: { email: $email, password: $password }) {
    accessToken
    expiresIn
    user { email role }
  }
}`,
    variables: { email: 'admin@demo.efofx.example', password: '' },
  },
  {
    query: `# A whole estimate from one description. Its sessionId can be chatted in afterwards.
mutation StartEstimate($description: String!, $region: String) {
  startEstimate(input: { description: $description, region: $region }) {
    sessionId
    status
    confidence
    matchedReferenceClass { referenceClass { name } matchedTerms }
    estimate {
      currency
      costP50
      costP80
      timelineWeeksP50
      timelineWeeksP80
      costBreakdown { component amount share }
      adjustments { name factor reason }
    }
    clarifyingQuestions
    assumptions
    risks { description costImpactLow costImpactHigh weeksImpactLow weeksImpactHigh }
    narrative
  }
}`,
    variables: {
      description: 'I want to install a 15x30 pool with spa in my backyard in San Diego',
      region: null,
    },
    headers: bearer,
  },
  {
    query: `# Says something in a session; without a sessionId a new conversation begins.
# The reply streams to ChatReply meanwhile and comes back here once it is complete.
mutation SendChatMessage($sessionId: UUID, $message: String!) {
  sendChatMessage(input: { sessionId: $sessionId, message: $message }) {
    sessionId
    reply { id content status }
    suggestions
    readyForEstimate
    extractedDetails
  }
}`,
    variables: { sessionId: null, message: 'I would like a new kitchen in Oakland, about 150 sq ft' },
    headers: bearer,
  },
  {
    query: `# Follows a session's replies as they are written. Start it, then send a message in the same session.
subscription ChatReply($sessionId: UUID!, $afterIndex: Int) {
  chatReply(sessionId: $sessionId, afterIndex: $afterIndex) {
    __typename
    ... on ChatReplyStarted { messageId index userMessage { content } }
    ... on ChatReplyDelta { messageId index text }
    ... on ChatReplyCompleted { messageId index turn { reply { content status } suggestions readyForEstimate } }
    ... on ChatReplyFailed { messageId index code message retryable }
  }
}`,
    variables: { sessionId: session, afterIndex: -1 },
    headers: bearer,
  },
].map((tab) => ({ ...tab, variables: JSON.stringify(tab.variables, null, 2) }));

const socket = new URL('/graphql', location.href);
socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = GraphiQL.createFetcher({ url: '/graphql', subscriptionUrl: socket.href });
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
root.render(React.createElement(GraphiQL, { fetcher, defaultTabs: tabs, shouldPersistHeaders: false }));
