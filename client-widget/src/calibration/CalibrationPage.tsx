import { useRef, useState } from 'preact/hooks';
import { type LoginFragment, LogOutDocument, RefreshDocument } from '../gql/graphql.ts';
import { post } from '../transport/post.ts';
import { Login } from './Login.tsx';
import { Report } from './Report.tsx';

/** Who is signed in, while the page is open: the tokens are nowhere but in its memory. */
export type Grant = LoginFragment;

const endpoint = { url: '/graphql', token: null };

export function CalibrationPage() {
  const [grant, setGrant] = useState<Grant | null>(null);
  const [hasEnded, setHasEnded] = useState(false);
  // Several requests may find out at once, and a token renews but once.
  const renewing = useRef(false);
  const end = (isOver: boolean) => {
    setGrant(null);
    setHasEnded(isOver);
    document.body.classList.remove('wide');
  };
  /** Over: the access token has run out, and the login with it unless it can be renewed. */
  const leave = (isOver: boolean) => {
    const refreshToken = grant?.refreshToken ?? '';
    if (isOver) {
      if (renewing.current) return;
      renewing.current = true;
      post(endpoint, RefreshDocument, { refreshToken })
        .then(
          ({ refreshSession }) => setGrant(refreshSession),
          () => end(true),
        )
        .finally(() => {
          renewing.current = false;
        });
      return;
    }
    // Gone from here in any case; what cannot be told to the server runs out there.
    post(endpoint, LogOutDocument, { refreshToken }).catch(() => undefined);
    end(false);
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
