import { Failure } from '../errors.ts';

/** One answer for every link that does not work, whatever the reason. */
export const linkInvalid = (): Failure =>
  new Failure('TOKEN_INVALID', 'This link has been used already, has expired, or is not complete.');
