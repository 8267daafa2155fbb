import { useState } from 'preact/hooks';
import { LogInDocument } from '../gql/graphql.ts';
import { post } from '../transport/post.ts';
import { asFailure } from '../transport/transport.ts';
import type { Grant } from './CalibrationPage.tsx';
import { troubleOf } from './trouble.ts';

export function Login({ enter, hasEnded }: { enter(grant: Grant): void; hasEnded: boolean }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState(hasEnded ? 'Your login has run out. Please log in again.' : null);
  const [isBusy, setIsBusy] = useState(false);
  const send = async () => {
    setIsBusy(true);
    setFault(null);
    try {
      const input = { email: email.trim(), password };
      enter((await post({ url: '/graphql', token: null }, LogInDocument, { input })).login);
    } catch (thrown) {
      setFault(troubleOf(asFailure(thrown), 'Enter an e-mail address, like name@company.com.'));
      setIsBusy(false);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isBusy) void send();
  };
  return (
    <>
      <h1>Calibration</h1>
      <p>How well your estimates hold up. Log in as an administrator or a member to see it.</p>
      <form onSubmit={submit} noValidate>
        <div role="alert" id="login-error">
          {fault && <p class="error">{fault}</p>}
        </div>
        <div class="field">
          <label for="email">E-mail address</label>
          <input
            id="email"
            type="email"
            autoComplete="username"
            required
            aria-describedby="login-error"
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input
            id="password"
            type="password"
            autoComplete="current-password"
            required
            aria-describedby="login-error"
            value={password}
            onInput={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </div>
        <button type="submit" aria-disabled={isBusy}>
          Log in
        </button>
      </form>
    </>
  );
}
