import { css } from 'lit';

/** The panel: bar, conversation, composer; as a block, in the corner, or as the page itself. */
export const frame = css`
  .frame {
    position: relative; display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); height: min(var(--calci-height), 100dvh); min-height: 0; width: 100%;
    background: var(--paper); border: 1px solid var(--line); border-radius: 18px; overflow: hidden; overflow-wrap: anywhere;
  }
  :host([position='page']) .frame { height: auto; min-height: min(26rem, 70dvh); overflow: clip; }
  :host([position='corner']) .frame {
    position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; width: min(27rem, calc(100vw - 32px));
    height: min(44rem, calc(100dvh - 32px)); box-shadow: var(--shadow);
  }
  .bar { display: flex; align-items: center; gap: 8px; padding: 8px 12px; border-block-end: 1px solid var(--line); background: var(--surface); }
  :host([position='page']) .bar { position: sticky; inset-block-start: 0; z-index: 2; }
  .bar .name { flex: 1; min-width: 0; margin: 0; font-family: var(--serif); font-size: 1.1em; font-weight: 600; line-height: 1.2; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .mark-disc { fill: var(--teal); } .mark-ring { fill: none; stroke: var(--on-teal); stroke-width: 2.5; stroke-dasharray: 3.4 1.6; }
  .mark-arc { fill: none; stroke: var(--warm-tint); stroke-width: 2; stroke-linecap: round; }
  .tool {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-width: 44px; min-height: 44px; padding: 6px 10px; flex: none;
    background: transparent; border: 1px solid transparent; border-radius: 12px;
  }
  .tool:hover { background: var(--tint); }
  .tool[aria-pressed='true'] { background: var(--teal); color: var(--on-teal); }
  .urgent { color: var(--danger); border-color: var(--danger); font-weight: 600; }
  .urgent:hover { background: var(--danger-tint); }
  .log { overflow-y: auto; overscroll-behavior: contain; padding: 16px 16px 24px; scroll-padding-block: 16px; }
  .log:focus-visible { outline-offset: -4px; }
  :host([position='page']) .log { overflow: visible; padding-block-end: 24px; }
  /* The newest turn fills the window: the field stays where the thumb is, however short the answer. */
  @media (min-height: 30.01rem) { :host([position='page']) .entry:last-child:not(:first-child) { min-height: calc(100dvh - 14rem); } }
  .entry { max-width: 44rem; margin-inline: auto; scroll-margin-block: 76px 140px; }
  .entry + .entry { margin-block-start: 20px; }
  .user { display: flex; flex-direction: column; align-items: flex-end; }
  .said { margin: 0; padding: 10px 16px; max-width: min(85%, 34rem); background: var(--teal); color: var(--on-teal); border-radius: 18px 18px 4px 18px; white-space: pre-wrap; }
  [dir='rtl'] .said { border-radius: 18px 18px 18px 4px; }
  .state { margin: 4px 4px 0; color: var(--muted); font-size: 0.9em; }
  .typing { margin: 0; padding: 8px 20px 0; max-width: 46rem; width: 100%; margin-inline: auto; color: var(--muted); }
  .dots { display: inline-flex; gap: 5px; margin-inline-end: 6px; }
  .dots i { width: 8px; height: 8px; border-radius: 50%; background: var(--teal); }
  @media (prefers-reduced-motion: no-preference) {
    .dots i { animation: breathe 1.6s infinite ease-in-out; } .dots i:nth-child(2) { animation-delay: 0.2s; } .dots i:nth-child(3) { animation-delay: 0.4s; }
    @keyframes breathe { 50% { opacity: 0.25; } }
  }
  .notice:not(:empty) { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 10px 16px; background: var(--warm-tint); }
  .notice p { margin: 0; flex: 1 1 14rem; }
  .foot { background: var(--surface); border-block-start: 1px solid var(--line); }
  :host([position='page']) .foot { position: sticky; inset-block-end: 0; z-index: 2; }
  calci-composer { display: block; padding: 10px 12px calc(10px + env(safe-area-inset-bottom, 0px)); }
  .composer { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 8px; max-width: 46rem; margin-inline: auto; }
  .composer textarea {
    flex: 1 1 8rem; min-width: 0; min-height: 48px; max-height: 40dvh; padding: 10px 14px; resize: none; line-height: 1.5;
    background: var(--paper); border: 1.5px solid var(--edge); border-radius: 14px;
  }
  .composer textarea::placeholder { color: var(--muted); opacity: 1; }
  .composer textarea:focus-visible { outline-color: var(--teal); outline-offset: 0; border-color: var(--teal); }
  .composer textarea[aria-invalid='true'] { border-color: var(--danger); }
  .composer .tool { min-height: 48px; min-width: 48px; }
  .send { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-width: 52px; min-height: 48px; padding: 8px 16px; background: var(--teal); color: var(--on-teal); border: 0; border-radius: 14px; font-weight: 600; }
  .send:hover { background: var(--tint-ink); color: var(--surface); }
  [dir='rtl'] .send .icon { transform: scaleX(-1); }
  .hint { flex: 1 0 100%; margin: 0; color: var(--muted); font-size: 0.9em; }
  .hint:empty { display: none; }
  .launcher {
    position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; display: inline-flex; align-items: center; gap: 10px; min-height: 56px; padding: 12px 20px;
    background: var(--teal); color: var(--on-teal); border: 2px solid var(--surface); border-radius: 28px; box-shadow: var(--shadow); font-weight: 600;
  }
  .dropzone { position: absolute; inset: 8px; z-index: 3; display: grid; place-items: center; background: var(--tint); color: var(--tint-ink); border: 3px dashed var(--teal); border-radius: 14px; font-size: 1.3em; pointer-events: none; }
  @media (max-width: 34rem) {
    :host([position='corner']) .frame { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
    .bar { padding: 6px 4px 6px 14px; gap: 4px; } .bar .name { font-size: 1em; } .bar .urgent { font-size: 0.92em; } .mark { display: none; } .log { padding-inline: 12px; }
    .send span { display: none; } .send { padding: 8px 12px; }
  }
  @media (max-width: 24rem) { :host([position='corner']) .bar .name { display: none; } :host([position='corner']) .urgent { margin-inline-end: auto; } }
  @media (max-width: 22rem) { .urgent span { display: none; } .composer .tool, .send { min-width: 44px; padding: 8px; } .composer { gap: 4px; } }
  /* Large letters on a narrow screen: the name gives way, and the field gets a line of its own. */
  .bar { container: bar / inline-size; } calci-composer { container: composer / inline-size; }
  @container bar (max-width: 15rem) {
    .name { position: absolute; width: 1px; height: 1px; clip-path: inset(50%); }
    .mark { display: none; } .urgent { margin-inline-end: auto; }
  }
  @container composer (max-width: 15rem) { .composer textarea { flex-basis: 100%; } .composer .send { margin-inline-start: auto; } .send span { display: none; } }
  /* Zoomed to 400 %, or a phone on its side: one scroll for all, nothing pinned over the text. */
  @media (max-height: 30rem) {
    .frame { height: auto; min-height: 0; }
    .log { overflow: visible; }
    :host([position='page']) :is(.foot, .bar) { position: static; }
    :host([position='corner']) .frame { height: 100dvh; overflow-y: auto; display: block; }
  }
  @media print {
    .bar, .foot, .launcher, dialog { display: none; }
    .frame[data-scheme] {
      --paper: #fff; --surface: #fff; --ink: #000; --muted: #333; --line: #999; --edge: #555; --teal: #003d44; --tint: #fff; --tint-ink: #000;
      --danger: #7a0f12; --danger-tint: #fff; --warm: #5a2f00; --warm-tint: #fff; color-scheme: light;
    }
    :host([position]) .frame, .frame { display: block; height: auto; border: 0; overflow: visible; }
    .log { overflow: visible; padding: 0; } :host([position='page']) .entry:last-child:not(:first-child) { min-height: 0; }
    .entry .choices, .tools, .lab-edit, .said { break-inside: avoid; } .entry .choices, .entry .tools, .lab .lab-edit { display: none !important; }
    .said { color: #000; background: none; border: 1px solid #555; }
  }
  @media (forced-colors: active) {
    .frame, .said, .send, .launcher, .card, .choice { border: 1px solid CanvasText; }
    .dots i { background: CanvasText; } .icon { stroke: ButtonText; }
    :focus-visible { outline-color: Highlight; }
  }
`;
