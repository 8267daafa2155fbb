import { OperatorsService } from './account/operators.service.ts';
import { User } from './account/user.model.ts';
import { durations } from './durations.ts';
import { openEmbedded } from './persistence/embedded/embedded.ts';
import { connectMongo } from './persistence/mongo.ts';
import { Credential } from './tenant/credential.model.ts';
import { Credentials } from './tenant/credentials.service.ts';

/** In the database that a running process has open, or else in the folder's own. Resolves with the link's token. */
export async function inviteOperator(
  { dataDir, mongodbUri }: { dataDir: string; mongodbUri: string },
  email: string,
): Promise<string> {
  const embedded = mongodbUri === 'embedded' ? await openEmbedded({ dataDir, port: 0 }) : null;
  try {
    return await inviteIn(embedded?.uri ?? mongodbUri, email);
  } finally {
    await embedded?.close();
  }
}

async function inviteIn(uri: string, email: string): Promise<string> {
  const database = await connectMongo(uri, [User, Credential]);
  try {
    const operators = new OperatorsService({ database, credentials: new Credentials(database), durations });
    return (await operators.invite(email)).token;
  } finally {
    await database.close();
  }
}
