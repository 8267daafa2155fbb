/** Where things stand: a mark, a card and a last line, one below the other at every width. */
export const layoutStyle = `
*, ::before, ::after { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  padding: clamp(1.25rem, 7vh, 4.5rem) 1rem 2rem;
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 1.5rem;
  background: var(--ground);
  color: var(--ink);
  overflow-wrap: anywhere;
}
body > * { width: 100%; max-width: 29rem; }
header { display: flex; align-items: center; gap: .75rem; font-size: 1.1875rem; font-weight: 650; line-height: 1.3; }
header .mark {
  flex: none;
  display: grid;
  place-items: center;
  width: 2.5rem;
  height: 2.5rem;
  border: 1px solid var(--edge);
  border-radius: .625rem;
  background: var(--brand);
  color: var(--on-brand);
}
header .mark svg { width: 1.625rem; height: 1.625rem; }
header img {
  max-width: min(100%, 15rem);
  max-height: 4.5rem;
  padding: .375rem .625rem;
  border: 1px solid var(--line);
  border-radius: .625rem;
  background: #ffffff;
  color: #16202c;
  object-fit: contain;
}
main {
  padding: clamp(1.375rem, 5.5vw, 2.25rem);
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--paper);
  box-shadow: var(--shadow);
}
main > :first-child { margin-top: 0; }
main > :last-child { margin-bottom: 0; }
footer { color: var(--quiet); font-size: .875rem; }
footer p { margin: 0; }
@media (max-width: 22rem) {
  body { padding-inline: .625rem; }
  main { padding: 1.125rem; }
}
`;
