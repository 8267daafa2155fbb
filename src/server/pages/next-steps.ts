import { html, type Markup } from './markup.ts';

export interface Doors {
  /** Whether this server shows the playground. */
  playground: boolean;
  /** The address that the server is known by. */
  publicUrl: () => string;
}

/** Where those can go who may log in from now on. */
export function nextSteps({ playground, publicUrl }: Doors): Markup {
  const door = html`<p><a class="button" href="/graphql">Open the playground</a></p>
<p class="quiet">Its first tab logs you in.</p>`;
  return html`<h2>Where to go next</h2>
${playground ? door : null}
<p>${playground ? 'Your own software' : 'Software'} logs in with <code>login</code> at the address of the API:</p>
<code class="address">${publicUrl()}/graphql</code>`;
}
