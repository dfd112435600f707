import { css } from 'lit';

/** Colours, sizes, and the resets that everything shares. Text on every surface is at least 4.5:1, lines and marks 3:1. */
export const tokens = css`
  :host { display: block; --calci-height: 42rem; font-size: 1.125rem; }
  :host([hidden]) { display: none; }
  :host([position='corner']) { display: contents; }
  *, *::before, *::after { box-sizing: border-box; }
  .frame, .corner {
    --paper: #f7f3ea; --surface: #fffdf8; --ink: #15323a; --muted: #47606a; --line: #cfc8b8; --edge: #7c8b8e;
    --teal: #0b5d66; --on-teal: #ffffff; --tint: #e2eeec; --tint-ink: #0d3f46;
    --danger: #97191c; --on-danger: #ffffff; --danger-tint: #fcebe8; --warm: #8a4b08; --warm-tint: #fbf0dc;
    --focus: #b3470b; --shadow: 0 1px 2px rgb(21 50 58 / 12%), 0 8px 28px rgb(21 50 58 / 10%);
    --sans: 'Seravek', 'Gill Sans Nova', 'Source Sans 3', 'Source Sans Pro', Ubuntu, Calibri, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif;
    --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', 'P052', 'Book Antiqua', Georgia, serif;
    color: var(--ink); font-family: var(--sans); font-size: 1.125rem; line-height: 1.55; color-scheme: light; text-align: start;
  }
  [data-scheme='dark'] {
    --paper: #0e1c21; --surface: #16292f; --ink: #e8f0ee; --muted: #a8bfc1; --line: #35505a; --edge: #7d969b;
    --teal: #83d0cf; --on-teal: #062a2e; --tint: #1f3b42; --tint-ink: #d3ecea;
    --danger: #ffb4ab; --on-danger: #4a0507; --danger-tint: #43191b; --warm: #f3c57f; --warm-tint: #3a2d17;
    --focus: #ffb870; --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 35%); color-scheme: dark;
  }
  [data-density='compact'] { font-size: 1rem; line-height: 1.42; }
  .hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .icon { fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; flex: none; }
  :focus { outline: none; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { cursor: pointer; touch-action: manipulation; }
  [hidden] { display: none !important; }
  @media (prefers-reduced-motion: no-preference) {
    button, a { transition: background-color 120ms, border-color 120ms; }
  }
`;
