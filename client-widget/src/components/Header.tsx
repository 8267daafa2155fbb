import { httpsAddress } from '../models/markup.ts';
import { Icon } from './Icon.tsx';
import type { Ui } from './ui.ts';

export function Header({ ui }: { ui: Ui }) {
  const { chat } = ui.model;
  return (
    <div class="head">
      <Logo ui={ui} />
      <h2>{ui.config.tenantName}</h2>
      {chat.conversation.value.entries.length > 0 && (
        <button type="button" class="close" aria-label={ui.text('restart')} onClick={chat.restart}>
          <Icon name="restart" />
        </button>
      )}
      {!ui.isInline && (
        <button type="button" class="close" aria-label={ui.text('close')} onClick={ui.model.close}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Initials where there is no logo, or where the page's policy or the network keeps it away. */
function Logo({ ui: { config, model } }: { ui: Ui }) {
  const source = httpsAddress(config.branding.logoUrl);
  const { hasLogo } = model;
  const giveUp = () => {
    hasLogo.value = false;
  };
  if (source && hasLogo.value) return <img class="logo" src={source} alt="" onError={giveUp} />;
  const initials = config.tenantName.match(/\b\w/g) ?? [];
  return (
    <span class="logo" aria-hidden="true">
      {initials.slice(0, 2)}
    </span>
  );
}
