/** What the card holds. */
export const partsStyle = `
h1 { margin: 0 0 .75rem; font-size: 1.625rem; font-weight: 680; line-height: 1.25; letter-spacing: -.012em; text-wrap: balance; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.0625rem; font-weight: 650; }
p { margin: 0 0 1rem; }
p, li { text-wrap: pretty; }
strong { font-weight: 650; }
a { color: var(--text-brand); text-underline-offset: .18em; }
code { font: .9375em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.whole { white-space: nowrap; }
.quiet { color: var(--quiet); font-size: .9375rem; }
.rule { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.badge {
  display: grid;
  place-items: center;
  width: 3rem;
  height: 3rem;
  margin: 0 0 1.125rem;
  border-radius: 50%;
  background: var(--ground);
  background: color-mix(in srgb, var(--text-brand) 14%, var(--paper));
  color: var(--text-brand);
}
.badge svg { width: 1.5rem; height: 1.5rem; }
form { margin: 1.25rem 0 1rem; }
.field { margin: 0 0 1.25rem; }
label { display: block; margin: 0 0 .375rem; font-weight: 600; }
.hint { margin: 0 0 .5rem; padding: 0 0 0 1.125rem; color: var(--quiet); font-size: .875rem; }
.error { display: flex; gap: .5rem; margin: 0 0 .5rem; color: var(--wrong); font-weight: 600; }
.error svg { flex: none; width: 1.25rem; height: 1.25rem; margin-top: .15rem; }
input {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: .5rem .875rem;
  border: 1px solid var(--field);
  border-radius: .625rem;
  background: var(--paper);
  color: var(--ink);
  font: inherit;
}
input[readonly] { border-color: var(--line); background: var(--ground); color: var(--quiet); text-overflow: ellipsis; }
input[aria-invalid="true"] { border: 2px solid var(--wrong); }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  min-height: 3rem;
  padding: .5rem 1.25rem;
  border: 2px solid var(--edge);
  border-radius: .625rem;
  background: var(--brand);
  color: var(--on-brand);
  font: inherit;
  font-weight: 650;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .22em; }
button:active, .button:active { transform: translateY(1px); }
:focus-visible { outline: 3px solid var(--text-brand); outline-offset: 3px; }
input:focus-visible { outline-offset: 1px; }
.address { display: block; padding: .75rem .875rem; border-radius: .625rem; background: var(--ground); }
@media (prefers-reduced-motion: no-preference) {
  button, .button { transition: transform 80ms ease-out; }
}
@media (forced-colors: active) {
  .badge, header .mark { border: 1px solid CanvasText; }
  input[aria-invalid="true"] { outline: 2px solid CanvasText; outline-offset: -4px; }
  input[aria-invalid="true"]:focus-visible { outline: 3px solid Highlight; outline-offset: 1px; }
}
`;
