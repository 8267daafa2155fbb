import mongoose from 'mongoose';
import { type Rows, register } from '../support/actors.ts';
import { get } from '../support/graphql.ts';
import { change } from '../support/settings.ts';
import type { Started } from '../support/start.ts';
import { proposal } from './finished.ts';
import { mailedToken } from './links.ts';
import { type Company, companyOf, type NamedTenant, project } from './world.ts';

/** A word that nobody else uses, a number likewise, and a key. */
export interface Mark {
  word: string;
  phone: string;
  openaiKey: string;
}

const markOf = (word: string, phone: string): Mark => ({ word, phone, openaiKey: `sk-${word}-key-${word}` });
export const marks = {
  a: markOf('zorbulak', '+1 619 200 3141'),
  b: markOf('quimfenn', '+1 619 200 5926'),
  c: markOf('vexodrim', '+1 619 200 5358'),
};

/** Registers and confirms; signing in is for later. */
export async function registered(server: Started, { word }: Mark) {
  const given = { email: `owner@${word}.example`, name: `${word} Builders` };
  let account: Awaited<ReturnType<typeof register>> | undefined;
  const token = await mailedToken(server, given.email, async () => {
    account = await register(server, 'PRO', given);
  });
  await get(server, 'mutation ($token: String!) { verifyEmail(token: $token) { message } }', {
    variables: { token },
  });
  if (!account) throw new Error('it was not registered');
  return account;
}

/** What a class of a tenant's own says of itself. */
export const classTexts = ({ word }: Mark) => ({
  name: `Pool by ${word}`,
  nameKey: `pool by ${word}`,
  category: `${word} construction`,
  subcategory: `${word} pool`,
  description: `How ${word} builds a pool with spa in a backyard`,
  keywords: ['pool', 'spa', `${word} lagoon`],
  regions: [`${word} valley`],
  attributes: { crew: `${word} crew` },
  costBreakdownTemplate: [{ component: `${word} labor`, share: 1 }],
  regionalMultipliers: [{ region: `${word} valley`, multiplier: 1.1 }],
  validationSource: `the books of ${word}`,
});

/** A class that wins over the platform's for a text that fits both; estimates show its description. */
export const winningTexts = ({ word }: Mark) => ({
  description: `A pool with spa, the way ${word} builds it`,
});

/** A company that has left its word in every text that it can write. */
export async function filledCompany(
  server: Started,
  db: mongoose.mongo.Db,
  owner: NamedTenant,
  { word, phone, openaiKey }: Mark,
): Promise<Company> {
  const url = (path: string) => `https://${word}.example/${path}`;
  await change(server, owner, {
    openaiApiKey: openaiKey,
    regionPreferences: [`${word} valley`],
    branding: {
      logoUrl: url('logo.png'),
      privacyPolicyUrl: url('privacy'),
      buttonText: `Ask ${word}`,
      welcomeMessage: `Welcome to ${word}!`,
    },
  });
  const company = await companyOf(server, db, owner, `${project} for ${word}`);
  const opening = `mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionToken } }`;
  const opened = { apiKey: owner.apiKey, locale: `en-x-${word}`, pageUrl: url('page') };
  const { startWidgetSession } = await get<{ startWidgetSession: { sessionToken: string } }>(
    server,
    opening,
    {
      variables: { input: opened },
    },
  );
  const guest = { token: startWidgetSession.sessionToken };
  const customer = { name: `Ana ${word}`, email: `ana@${word}.example`, phone };
  await get(
    server,
    'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId } }',
    {
      ...guest,
      variables: { input: customer },
    },
  );
  const wanted = {
    description: `Pool by ${word}: a ${word} lagoon with spa in a backyard`,
    region: `${word} valley`,
    customerEmail: customer.email,
  };
  await get(server, 'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { id } }', {
    ...guest,
    variables: { input: wanted },
  });
  await get(server, 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id } }', {
    token: owner.token,
    variables: { input: { email: `new@${word}.example`, role: 'STANDARD' } },
  });
  await proposal(db, owner, { status: 'REJECTED', decidedBy: owner.email, decidedAt: new Date() });
  return company;
}

/** All that would give a company away: its word, number, key and credentials, ids of its rows, and what is kept of its secrets. */
export async function canariesOf(db: mongoose.mongo.Db, company: Company, mark: Mark): Promise<string[]> {
  const rows = await rowsOf(db, company);
  const secret = ['tenants', 'users', 'credentials'].flatMap((name) => textsIn(rows.get(name)));
  const ids = [...rows.values()]
    .flat()
    .flatMap(({ _id, sessionId, clientMessageId }) => textsIn([_id, sessionId, clientMessageId]));
  const { apiKey, token, visitor, standard } = company;
  const texts = [...secret, ...ids, apiKey, token, visitor.token, standard.token].map((text) =>
    text.replace(/^\w+:/, ''),
  );
  // Anything shorter could stand anywhere by chance.
  const certain = texts.filter((text) => text.length >= 12);
  return [...new Set([mark.word, mark.phone, mark.openaiKey, ...certain])];
}

/** A company's rows, by collection. */
export async function rowsOf(
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string },
): Promise<Map<string, Rows[]>> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const own = { $or: [{ tenantId }, { _id: tenantId }] };
  const lists = collections.map(
    async ({ name }) => [name, await db.collection<Rows>(name).find(own).toArray()] as const,
  );
  return new Map(await Promise.all(lists));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every path of a collection that holds text, lists and documents inside it included; free JSON is not looked into. */
export function textPaths(schema: mongoose.Schema, above = ''): string[] {
  const { DocumentArray, Subdocument } = mongoose.Schema.Types;
  return Object.entries(schema.paths).flatMap(([name, type]) => {
    const path = above + name;
    if (type instanceof DocumentArray || type instanceof Subdocument)
      return textPaths(type.schema, `${path}.`);
    const { embeddedSchemaType } = type as { embeddedSchemaType?: { instance: string } };
    return (embeddedSchemaType?.instance ?? type.instance) === 'String' ? [path] : [];
  });
}

/** The paths at which a text holds one of the canaries. */
export function markedPaths(value: unknown, canaries: readonly string[], path = ''): string[] {
  if (typeof value === 'string')
    return canaries.some((canary) => value.toLowerCase().includes(canary.toLowerCase())) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => markedPaths(entry, canaries, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    markedPaths(below, canaries, path ? `${path}.${key}` : key),
  );
}

/** Texts that are nobody's own words: one of a few, of the platform's, or not there in a company such as these. */
export const closedPaths = new Set([
  ...['tenants.tier', 'tenants.status', 'users.role', 'credentials.kind', 'audit.action'],
  ...['estimations.status', 'messages.role', 'messages.status'],
  ...['tenants.branding.primaryColor', 'widget_sessions.config.branding.primaryColor'],
  ...['reference_classes.costDistribution.currency', 'reference_classes.timelineDistribution.unit'],
  ...['tenants.openaiKey.keyId', 'tenants.openaiKey.lastFour'],
  ...['tenants.previousApiKey.prefix', 'tenants.closingBy', 'estimations.clarifyingQuestions'],
  ...['conversations.writing.messageId', 'conversations.writing.clientMessageId'],
  ...['conversations.writing.contentHash', 'narratives.status', 'narratives.source'],
  ...['feedback.type', 'feedback.resolution', 'tallies.kind', 'tallies.period', 'tallies.pending'],
  ...['tunings.status', 'widget_days.day', 'widget_sessions.leadDay', 'estimations.widgetDay'],
]);
