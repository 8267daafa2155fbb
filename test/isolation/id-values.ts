import { randomUUID } from 'node:crypto';
import { newId } from '../../src/persistence/mongo.ts';
import { createApiKey } from '../../src/security/api-keys.ts';
import { createOpaqueToken } from '../../src/security/tokens.ts';

/** Well formed, and nobody's. */
export function absentId(path: string, type: string): unknown {
  if (path.endsWith('apiKey')) return createApiKey().key;
  if (type === 'UUID') return randomUUID();
  return type === 'ID' ? newId() : createOpaqueToken().token;
}

/** What is no id of this type, and what it gets: as an absent one does, unless the type itself says no. */
export function malformedIds(type: string, absent: string): [id: unknown, gets: string][] {
  const wrong = 'BAD_USER_INPUT';
  const odd = ['', 'x', '%00', '{"$ne":null}', '💥'.repeat(20)];
  const ofOtherKinds = [{ $ne: null }, ['x', 'y'], true].map((id): [unknown, string] => [id, wrong]);
  return [...odd.map((id): [unknown, string] => [id, type === 'UUID' ? wrong : absent]), ...ofOtherKinds];
}
