import { Failure } from '../errors.ts';
import { anonymous, type Client, type Viewer } from './viewer.ts';

/** Recognises one kind of credential: null where it is another kind; fails with the code that says what is wrong with it. */
export type CredentialStrategy = (token: string, client: Client) => Promise<Viewer | null>;

/** Turns an `Authorization` value into a viewer. A bad credential makes an anonymous viewer that remembers the fault. */
export type Authenticate = (authorization: string | undefined, client: Client) => Promise<Viewer>;

const longestCredential = 4_096;

export function createAuthenticate(strategies: readonly CredentialStrategy[]): Authenticate {
  return async (authorization, client) => {
    if (!authorization) return anonymous(client);
    try {
      return await recognise(strategies, authorization, client);
    } catch (error) {
      if (error instanceof Failure && error.code !== 'SERVICE_UNAVAILABLE') return anonymous(client, error);
      throw error;
    }
  };
}

async function recognise(
  strategies: readonly CredentialStrategy[],
  authorization: string,
  client: Client,
): Promise<Viewer> {
  const token = /^Bearer +(\S+)$/i.exec(authorization.slice(0, longestCredential))?.[1];
  for (const strategy of token ? strategies : []) {
    const viewer = await strategy(token ?? '', client);
    if (viewer) return viewer;
  }
  throw new Failure('UNAUTHENTICATED', 'The credential is not valid.');
}
