import { afterAll, beforeAll, expect, it } from 'vitest';
import { durations } from '../../src/durations.ts';
import { mailsTo, register, tenant } from '../support/actors.ts';
import { ask } from '../support/graphql.ts';
import { invite, loginMutation, requestResetMutation } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const rounds = 21;
const boundMs = 10;
/** What else the machine does for some seconds must not decide: what tells them apart does so each time. */
const tries = 3;
const many = { limit: 10_000, windowMs: 60_000 };

let server: Started;

beforeAll(async () => {
  const quotas = { loginsPerIp: many, loginsPerAccountAndIp: many, mailsPerAddressAndPurpose: many };
  server = await start({}, { quotas, durations: { alikeAnswerMs: durations.alikeAnswerMs } });
});
afterAll(() => server.close());

/**
 * Median of how much longer one of two things takes, in ms, done in turn and each first in every other pair:
 * what the machine does meanwhile, and what a thing leaves to the next, meets both.
 */
async function difference(
  one: (round: number) => Promise<unknown>,
  other: typeof one,
  firstRound: number,
): Promise<number> {
  const timed = async (thing: typeof one, round: number) => {
    const begun = performance.now();
    await thing(round);
    return performance.now() - begun;
  };
  const longer: number[] = [];
  for (let round = firstRound; round < firstRound + rounds; round += 1) {
    const turns = round % 2 === 0 ? [one, other] : [other, one];
    const times = new Map<typeof one, number>();
    for (const thing of turns) times.set(thing, await timed(thing, round));
    longer.push((times.get(one) ?? 0) - (times.get(other) ?? 0));
  }
  return Math.abs(longer.sort((a, b) => a - b)[(rounds - 1) / 2] ?? Number.NaN);
}

/** Both take the same time, as far as anybody can tell. */
async function expectAlike(one: (round: number) => Promise<unknown>, other: typeof one): Promise<void> {
  const found: number[] = [];
  while (found.length < tries && !found.some((ms) => ms < boundMs))
    found.push(await difference(one, other, found.length * rounds));
  expect(Math.min(...found), `differences of ${found.map((ms) => ms.toFixed(1)).join(', ')} ms`).toBeLessThan(
    boundMs,
  );
}

const unknown = (round: number) => `nobody-${round}@company.example`;
const wrongLogin = (email: string) =>
  ask(server, loginMutation, { variables: { input: { email, password: 'a wrong one entirely' } } });

it('does not tell by its time whether a login’s address is known, nor whether it was just registered again', async () => {
  const { email } = await tenant(server);
  await expectAlike(
    () => wrongLogin(email),
    (round) => wrongLogin(unknown(round)),
  );
  const { email: fresh } = await register(server);
  await register(server, 'TRIAL', { email });
  await expectAlike(
    () => wrongLogin(email),
    () => wrongLogin(fresh),
  );
}, 60_000);

it('nor by that of a registration', async () => {
  const { email } = await tenant(server);
  const registering = (address: string) => register(server, 'TRIAL', { email: address });
  await expectAlike(
    () => registering(email),
    (round) => registering(`free-${round}@company.example`),
  );
}, 60_000);

// Each waits most of the time for its answer, so that these do not disturb each other.
it.concurrent.each([
  ['a lost password', requestResetMutation],
  ['a link once more', 'mutation ($email: EmailAddress!) { resendVerification(email: $email) }'],
])(
  'nor by that of asking for %s',
  async (what, mutation) => {
    const { email } = what === 'a lost password' ? await tenant(server) : await register(server);
    const asking = (address: string) => ask(server, mutation, { variables: { email: address } });
    await expectAlike(
      () => asking(email),
      (round) => asking(unknown(round)),
    );
    expect((await mailsTo(server, email)).length).toBeGreaterThan(rounds);
  },
  60_000,
);

it.concurrent('nor by that of an invitation', async () => {
  const [company, { email }] = [await tenant(server), await tenant(server)];
  await expectAlike(
    () => invite(server, company, email),
    (round) => invite(server, company, `new-${round}@company.example`),
  );
}, 60_000);
