import { css } from 'lit';

/** Dialogs: a sheet that slides in at the reading end; the whole screen on a phone. */
export const dialogs = css`
  dialog { width: min(30rem, 100vw); max-width: none; height: 100dvh; max-height: none; margin: 0; margin-inline-start: auto; padding: 0; border: 0; background: var(--paper); color: var(--ink); box-shadow: var(--shadow); overflow-wrap: anywhere; }
  dialog::backdrop { background: rgb(10 25 30 / 55%); }
  .sheet { min-height: 100%; padding: 12px 20px calc(24px + env(safe-area-inset-bottom, 0px)); }
  .sheet > header { display: flex; align-items: center; justify-content: space-between; gap: 12px; margin-block-end: 8px; }
  .sheet h2 { margin: 0; font-family: var(--serif); font-size: 1.35em; line-height: 1.2; }
  .sheet h3 { margin-block-start: 1.2em; }
  .sheet p, .sheet ul { margin: 0 0 0.7em; }
  .switch { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 0 14px; padding-block: 8px; border-block-end: 1px solid var(--line); }
  .switch label { display: flex; align-items: center; min-height: 44px; font-weight: 600; cursor: pointer; }
  .switch .help { grid-column: 1 / -1; }
  .help { margin: 0 0 6px !important; color: var(--muted); font-size: 0.92em; }
  [role='switch'] { appearance: none; position: relative; width: 60px; height: 44px; margin: 0; cursor: pointer; border-radius: 12px; }
  [role='switch']::before { content: ''; position: absolute; inset: 8px 3px; border: 2px solid var(--edge); border-radius: 14px; background: var(--surface); }
  [role='switch']::after { content: ''; position: absolute; inset-block-start: 13px; inset-inline-start: 8px; width: 18px; height: 18px; border-radius: 50%; background: var(--edge); }
  [role='switch']:checked::before { background: var(--teal); border-color: var(--teal); }
  [role='switch']:checked::after { inset-inline-start: 33px; background: var(--on-teal); }
  .themes { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0; padding: 0; border: 0; } .themes legend { padding: 0; margin-block-end: 6px; font-weight: 600; }
  .themes label { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; padding: 6px 14px; border: 1.5px solid var(--edge); border-radius: 12px; cursor: pointer; }
  .themes label:has(:checked) { border-color: var(--teal); background: var(--tint); color: var(--tint-ink); }
  .themes input, .picks input { width: 22px; height: 22px; flex: none; margin: 0; accent-color: var(--teal); }
  .commands, .confirm { display: flex; flex-direction: column; gap: 10px; margin-block: 12px; }
  .confirm p { font-weight: 600; margin: 0; }
  .drop { margin-block: 12px !important; }
  .hidden-file { position: absolute; width: 1px; height: 1px; opacity: 0; }
  .drop:focus-within .choice { outline: 3px solid var(--focus); outline-offset: 2px; }
  .picks { list-style: none; padding: 0; } .picks label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding-block: 4px; }
  .found > p { font-weight: 400; } .picks .test::first-letter { text-transform: uppercase; } .picks .test { display: inline-block; }
  .keys { margin: 0; } .keys > div { display: flex; flex-wrap: wrap; gap: 2px 14px; padding-block: 6px; border-block-end: 1px solid var(--line); } .keys dt { flex: 0 0 6rem; } .keys dd { margin: 0; }
  .raw { max-height: 16rem; overflow: auto; padding: 12px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; white-space: pre-wrap; font-size: 0.9em; }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] { animation: arrive 160ms ease-out; } @keyframes arrive { from { opacity: 0; } }
  }
  @media (forced-colors: active) {
    dialog { border: 1px solid CanvasText; }
    [role='switch']::before { border-color: CanvasText; } [role='switch']::after { background: CanvasText; } [role='switch']:checked::before { background: Highlight; forced-color-adjust: none; }
  }
`;
