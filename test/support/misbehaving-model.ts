import { type RawAnswer, refusing } from './model.ts';
import { head, said } from './model-bench.ts';

/**
 * Ways of a provider to fail, each repeating the key wherever it can; fewer count against it than open the breaker.
 * `elsewhere`: a host that must not get the key.
 */
export function misbehaviours(elsewhere: string): Record<string, RawAnswer> {
  return {
    'sends us elsewhere': (response) =>
      response.writeHead(307, { location: `${elsewhere}/chat/completions` }).end(),
    'refuses the key': refusing(401, 'invalid_api_key'),
    'has no quota left': refusing(429, 'insufficient_quota'),
    'answers 500': refusing(500, 'server_error'),
    'cuts the stream': (response) =>
      head(response).write(said('Half a sen'), () => setImmediate(() => response.destroy())),
    'ends in an error event': (response, { headers: { authorization } }) =>
      head(response).end(`${said('Half')}data: {"error":{"message":"${authorization}"}}\n\n`),
    'sends it in broken JSON': (response, { headers: { authorization } }) =>
      head(response).end(`${said('Half')}data: {"choices": ${authorization}\n\n`),
  };
}
