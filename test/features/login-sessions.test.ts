import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keptSigningKey } from '../../src/security/generated-keys.ts';
import { Credentials } from '../../src/tenant/credentials.service.ts';
import { setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import {
  logOut,
  operator,
  refresh,
  refreshMutation,
  type Session,
  signIn,
  whoAmI,
} from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('login-sessions');

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  owner = await tenant(server);
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const refuseToken = (refreshToken: string, at = server) =>
  refused(at, refreshMutation, 'UNAUTHENTICATED', { variables: { refreshToken } });
const rowsOf = async (kind: string) => database.db.collection('credentials').find({ kind }).toArray();
/** The same database, another process as far as anybody can tell. */
const elsewhere = async (durations: { refreshGraceMs?: number; refreshTokenMs?: number } = {}) =>
  start(
    { MONGODB_URI: database.uri, EFOFX_SIGNING_KEY: await keptSigningKey(server.dataDir) },
    { durations: { tenantCacheMs: 1, ...durations } },
  );

describe('refreshing', () => {
  it('gives a new pair of tokens for the same login, and keeps neither in clear', async () => {
    const first = await signIn(server, owner);
    const second = await refresh(server, first.refreshToken);
    expect(second.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second).toMatchObject({ expiresIn: 900, user: { email: owner.email, role: 'ADMIN' } });
    for (const { accessToken: token } of [first, second]) await get(server, whoAmI, { token });
    const rows = JSON.stringify([...(await rowsOf('refresh')), ...(await rowsOf('login'))]);
    for (const { refreshToken, accessToken } of [first, second])
      for (const secret of [refreshToken, accessToken]) expect(rows).not.toContain(secret);
  });

  it('may be repeated for a moment, by someone who did not get the answer', async () => {
    const { refreshToken } = await signIn(server, owner);
    const answers = [await refresh(server, refreshToken), await refresh(server, refreshToken)];
    expect(answers[0]?.refreshToken).toBe(answers[1]?.refreshToken);
    await refresh(server, answers[0]?.refreshToken ?? '');
  });

  it('gives twenty who ask at once the same successor, on two servers alike', async () => {
    const other = await elsewhere();
    try {
      const { refreshToken } = await signIn(server, owner);
      const before = (await rowsOf('refresh')).length;
      const asked = Array.from({ length: 20 }, (_, place) =>
        refresh(place % 2 ? other : server, refreshToken),
      );
      const successors = new Set((await Promise.all(asked)).map((answer) => answer.refreshToken));
      expect(successors.size).toBe(1);
      expect((await rowsOf('refresh')).length).toBe(before + 1);
      await refresh(other, [...successors][0] ?? '');
    } finally {
      await other.close();
    }
  });

  it('does not prolong the login: thirty days after it began it is over', async () => {
    const brief = await elsewhere({ refreshTokenMs: 1_500 });
    try {
      let session: Session = await signIn(brief, owner);
      session = await refresh(brief, session.refreshToken);
      await vi.waitFor(() => refuseToken(session.refreshToken, brief), { timeout: 6_000 });
      await refused(brief, whoAmI, 'UNAUTHENTICATED', { token: session.accessToken });
    } finally {
      await brief.close();
    }
  });

  it('survives a crash half way: the token stays good, and leads to the one successor', async () => {
    const { refreshToken } = await signIn(server, owner);
    vi.spyOn(Credentials.prototype, 'markUsed').mockRejectedValueOnce(new Error('killed'));
    await refused(server, refreshMutation, 'INTERNAL_SERVER_ERROR', { variables: { refreshToken } });
    const before = (await rowsOf('refresh')).length;
    const second = await refresh(server, refreshToken);
    expect((await rowsOf('refresh')).length).toBe(before);
    await refresh(server, second.refreshToken);
  });

  it('is refused while the tenant is deactivated, and costs the token nothing', async () => {
    const former = await tenant(server);
    const { refreshToken, accessToken } = await signIn(server, former);
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    const variables = { refreshToken };
    expect((await refused(server, refreshMutation, 'TENANT_INACTIVE', { variables })).status).toBe(403);
    expect((await refused(server, whoAmI, 'TENANT_INACTIVE', { token: accessToken })).status).toBe(403);
    await setTenant(database.db, former, { status: 'ACTIVE' });
    await refresh(server, refreshToken);
  });

  it('works for platform staff, who belong to no tenant', async () => {
    const staff = await operator(server, database.db);
    const session = await refresh(server, (await signIn(server, staff)).refreshToken);
    const { viewer } = await get<{ viewer: object }>(server, whoAmI, { token: session.accessToken });
    expect(viewer).toMatchObject({ role: 'OPERATOR', tenant: null, user: { email: staff.email } });
    await logOut(server, session.refreshToken);
    await refused(server, whoAmI, 'UNAUTHENTICATED', { token: session.accessToken });
  });
});

describe('a refresh token that is shown again', () => {
  const familyIsOver = async (sessions: Session[], at = server) => {
    for (const { refreshToken, accessToken } of sessions) {
      await refuseToken(refreshToken, at);
      await refused(at, whoAmI, 'UNAUTHENTICATED', { token: accessToken });
    }
  };

  it('after the grace ends the whole login, and no other', async () => {
    const strict = await elsewhere({ refreshGraceMs: -1 });
    try {
      const [bystander, first] = [await signIn(strict, owner), await signIn(strict, owner)];
      const second = await refresh(strict, first.refreshToken);
      await refuseToken(first.refreshToken, strict);
      await familyIsOver([first, second], strict);
      await get(strict, whoAmI, { token: bystander.accessToken });
      await refresh(strict, bystander.refreshToken);
    } finally {
      await strict.close();
    }
  });

  it('within the grace ends it too where its successor has been used', async () => {
    const first = await signIn(server, owner);
    const second = await refresh(server, first.refreshToken);
    const third = await refresh(server, second.refreshToken);
    await refuseToken(first.refreshToken);
    await familyIsOver([first, second, third]);
  });
});

describe('logging out', () => {
  it('ends the login at once, by whichever of its tokens, and no other', async () => {
    const [bystander, first] = [await signIn(server, owner), await signIn(server, owner)];
    const second = await refresh(server, first.refreshToken);
    expect(await logOut(server, first.refreshToken)).toBe(true);
    for (const token of [first.accessToken, second.accessToken])
      await refused(server, whoAmI, 'UNAUTHENTICATED', { token });
    await refuseToken(second.refreshToken);
    await refresh(server, bystander.refreshToken);
    expect(await logOut(server, first.refreshToken)).toBe(true);
  });

  it.each(badTokens())('answers true for a token that is %s', async (_what, token) => {
    expect(await logOut(server, token)).toBe(true);
  });
});

describe('what is no refresh token', () => {
  it.each(badTokens())('is refused where it is %s', async (_what, token) => {
    expect((await refuseToken(token)).status).toBe(401);
  });

  it('is the access token, or a visitor’s', async () => {
    const guest = await visitor(server, owner);
    for (const token of [owner.token, guest.token]) await refuseToken(token);
    const { refreshToken } = await signIn(server, owner);
    const { errors } = await ask(server, whoAmI, { token: refreshToken });
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

function badTokens(): [string, string][] {
  return [
    ['empty', ''],
    ['unknown', 'A'.repeat(43)],
    ['cut short', 'A'.repeat(42)],
    ['too long', 'A'.repeat(50_000)],
    ['an operator of a query', '{"$ne":null}'],
  ];
}
