import { useState } from 'preact/hooks';
import type { LogInMutation } from '../gql/graphql.ts';
import { Login } from './Login.tsx';
import { Report } from './Report.tsx';

/** Who is signed in, while the page is open: the token is nowhere but in its memory. */
export type Grant = LogInMutation['login'];

export function CalibrationPage() {
  const [grant, setGrant] = useState<Grant | null>(null);
  const [hasEnded, setHasEnded] = useState(false);
  const leave = (isOver: boolean) => {
    setGrant(null);
    setHasEnded(isOver);
    document.body.classList.remove('wide');
  };
  const enter = (granted: Grant) => {
    setGrant(granted);
    if (mayRead(granted)) document.body.classList.add('wide');
  };
  if (!grant) return <Login enter={enter} hasEnded={hasEnded} />;
  if (!mayRead(grant)) return <Refusal leave={() => leave(false)} />;
  return <Report grant={grant} leave={leave} />;
}

const mayRead = ({ user: { role } }: Grant): boolean => role === 'ADMIN' || role === 'STANDARD';

function Refusal({ leave }: { leave(): void }) {
  return (
    <>
      <h1>Calibration</h1>
      <p role="alert">
        Your role may not see this page: it is for members and administrators of a company. Ask one of its
        administrators to change your role.
      </p>
      <button type="button" onClick={leave}>
        Log in as somebody else
      </button>
    </>
  );
}
