import { buildSchema } from '@typegoose/typegoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { OutboxMail } from '../../src/mail/outbox.model.ts';
import { Job } from '../../src/tenant/job.model.ts';
import { attempt } from '../isolation/attempt.ts';
import { type Channels, channelNames, found, heard, since, watchKeys } from '../isolation/canary-channels.ts';
import {
  canariesOf,
  classTexts,
  closedPaths,
  filledCompany,
  markedPaths,
  marks,
  registered,
  rowsOf,
  textPaths,
  winningTexts,
} from '../isolation/canary-companies.ts';
import { cursorsOf, everythingAsA } from '../isolation/canary-run.ts';
import { ownClass } from '../isolation/own-class.ts';
import { rootField } from '../isolation/root-fields.ts';
import { type Company, project, roomy, spoken, type World } from '../isolation/world.ts';
import { colleague, logIn, register, tenant } from '../support/actors.ts';
import { reply, replySubscription } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, type RawSocket } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { change } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('canary');
const letters = ['a', 'b', 'c'] as const;
type Letter = (typeof letters)[number];
/** It is much at once for a busy machine. */
const patience = 60_000;

const bodies: string[] = [];
const frames: string[] = [];
const watching: RawSocket[] = [];

let keys: string[];
let model: ModelServer;
let server: Started;
let companies: Record<Letter, Company>;
let canaries: Record<Letter, string[]>;
/** What was let out while only A did anything, and over the whole time. */
let ofA: Channels;
let all: Channels;
/** What A's sockets heard while all three were at work. */
let together: string[];

const letOut = () => heard(server, model, { bodies, frames, keys });

async function ofEach<T>(make: (letter: Letter) => Promise<T>): Promise<Record<Letter, T>> {
  const made = letters.map(async (letter) => [letter, await make(letter)] as const);
  return Object.fromEntries(await Promise.all(made)) as Record<Letter, T>;
}

beforeAll(async () => {
  model = await startModel({ reply: () => spoken });
  const env = {
    MONGODB_URI: database.uri,
    LLM: 'openai',
    OPENAI_BASE_URL: model.baseUrl,
    LOG_LEVEL: 'trace',
  };
  // Classes written by hand are found from the next start on.
  const first = await start(env, roomy);
  const owners = await ofEach((letter) => registered(first, marks[letter]));
  for (const texts of [classTexts, winningTexts])
    await ofEach((letter) => ownClass(database.db, owners[letter], texts(marks[letter])));
  await first.close();
  keys = watchKeys();
  server = await start(env, roomy);
  companies = await ofEach(async (letter) => {
    const owner = { ...owners[letter], token: await logIn(server, owners[letter]) };
    return filledCompany(server, database.db, owner, marks[letter]);
  });
}, patience);

beforeAll(async () => {
  const { a, b, c } = companies;
  await change(server, b, { allowedOrigins: [`https://${marks.b.word}.example`] });
  await change(server, c, { allowedOrigins: [`https://${marks.c.word}.example`] });
  await watch(a);
  await allAtWork();
  together = [...frames];
  const known = await ofEach((letter) => canariesOf(database.db, companies[letter], marks[letter]));
  canaries = await ofEach(async (letter) => {
    const others = new Set(letters.filter((other) => other !== letter).flatMap((other) => known[other]));
    return known[letter].filter((canary) => !others.has(canary));
  });
  const cursors = [...(await cursorsOf(server, b)), ...(await cursorsOf(server, c))];
  const pairs = [
    { world: await worldOfA(b), mark: marks.b },
    { world: await worldOfA(c), mark: marks.c },
  ];
  const before = await letOut();
  bodies.push(...(await everythingAsA(pairs, cursors)));
  await mailsHaveLeft();
  all = await letOut();
  ofA = since(before, all);
}, patience);

afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all(watching.map((socket) => socket.end()));
  await server.close();
  await model.close();
});

/** A's visitor and a user of A follow the visitor's conversation. */
async function watch({ visitor, standard }: Company): Promise<void> {
  for (const { token } of [visitor, standard]) {
    const socket = await acknowledged(server, token);
    socket.socket.on('message', (data) => frames.push(String(data)));
    const payload = { query: replySubscription, variables: { sessionId: visitor.sessionId, afterIndex: -1 } };
    socket.send({ type: 'subscribe', id: 'watch', payload });
    await socket.next(({ type }) => type === 'next');
    watching.push(socket);
  }
}

async function allAtWork(): Promise<void> {
  const { a, b, c } = companies;
  const talking = [b, c].flatMap((company) => [company.standardsTalk, company.adminsTalk]);
  await Promise.all([
    ...talking.map((talk) => reply(server, talk, `${project}, heated`)),
    reply(server, a.visitor, `${project}, heated, for ${marks.a.word}`),
  ]);
}

async function worldOfA(b: Company): Promise<World> {
  const { a } = companies;
  return {
    ...{ server, model, a, b, db: database.db, doomed: {}, expired: a.visitor, close: async () => undefined },
    pending: { ...(await register(server)), token: '' },
    deactivated: { ...a, refreshToken: '' },
    forgetful: await tenant(server, 'TRIAL'),
    operator: await colleague(server, database.db, { tenantId: null }, 'OPERATOR'),
  };
}

function mailsHaveLeft(): Promise<void> {
  const underWay = { status: { $in: ['WAITING', 'HANDING_OVER'] } };
  return vi.waitFor(async () =>
    expect(await database.db.collection('outbox').countDocuments(underWay)).toBe(0),
  );
}

describe('three companies', () => {
  it('have left their words in every text that is kept', async () => {
    const rows = await rowsOf(database.db, companies.b);
    // Mails are looked at where they arrive; jobs are the system's.
    const types = documentTypes.filter((type) => type !== OutboxMail && type !== Job);
    const lacking = types.flatMap((type) => {
      const schema = buildSchema(type);
      const name = String(schema.get('collection'));
      const marked = new Set((rows.get(name) ?? []).flatMap((row) => markedPaths(row, canaries.b)));
      return textPaths(schema)
        .filter((path) => !marked.has(path) && !closedPaths.has(`${name}.${path}`))
        .map((path) => `${name}.${path}`);
    });
    expect(lacking).toEqual([]);
  });

  it.each([
    ['Query.matchReferenceClasses', { description: project }],
    ['Mutation.startEstimate', { input: { description: project } }],
  ])('are answered with their own classes where A has asked the same: %s', async (place, variables) => {
    const { told } = await attempt(server, rootField(place), companies.b.token, variables);
    expect(told).toContain(marks.b.word);
    expect(told).not.toContain(marks.a.word);
  });
});

describe('what was let out while A was at work', () => {
  it.each(channelNames)('tells of A, and nothing of B or C: %s', (name) => {
    const texts = ofA[name];
    expect(texts.some((text) => found(text, canaries.a).length > 0)).toBe(true);
    expect(
      texts.flatMap((text) => found(text, [...canaries.b, ...canaries.c]).map((one) => [one, text])),
    ).toEqual([]);
  });
});

describe('while all three were at work', () => {
  it('A’s sockets heard of A alone', () => {
    expect(together.filter((frame) => found(frame, canaries.a).length > 0).length).toBeGreaterThan(3);
    expect(together.flatMap((frame) => found(frame, [...canaries.b, ...canaries.c]))).toEqual([]);
  });

  it.each(channelNames)('none of these told of two at once: %s', (name) => {
    const told = all[name].map((text) =>
      letters.filter((letter) => found(text, canaries[letter]).length > 0),
    );
    expect(told.filter((tenants) => tenants.length > 1)).toEqual([]);
  });
});
