import { css } from 'lit';

/** Text, lists, links, the two kinds of buttons, disclosure, tables. */
export const text = css`
  .entry :is(p, ul, ol, dl) { margin: 0 0 0.65em; }
  .entry :is(ul, ol) { padding-inline-start: 1.35em; }
  .entry li + li { margin-block-start: 0.3em; }
  h3, h4 { margin: 0 0 0.4em; font-family: var(--serif); line-height: 1.25; font-weight: 600; }
  h3 { font-size: 1.2em; } h4 { font-size: 1.05em; margin-block-start: 0.9em; }
  a { color: var(--teal); text-underline-offset: 3px; text-decoration-thickness: 1.5px; }
  small { font-size: 0.88em; color: var(--muted); }
  .gist { font-size: 1.12em; line-height: 1.45; }
  .gist > p, .gist > .statement > :not(.cited) { font-weight: 600; }
  .simpler { font-size: 1.12em; }
  .when { padding: 10px 14px; margin-block: 4px 0.8em; background: var(--warm-tint); border-inline-start: 4px solid var(--warm); border-radius: 8px; font-size: 0.96em; line-height: 1.45; }
  .when h4 { margin: 0 0 0.2em; color: var(--warm); } .when p { margin-block-end: 0.35em; } .when > :last-child, .when > :last-child > p:last-child { margin-block-end: 0; }
  .choice, .quiet {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 8px 16px; border-radius: 14px; text-align: start; text-decoration: none; line-height: 1.3;
    scroll-margin-block: 90px 140px;
  }
  .choice { background: var(--surface); color: var(--teal); border: 1.5px solid var(--teal); font-weight: 600; }
  .choice:hover { background: var(--tint); }
  .choice.strong { background: var(--teal); color: var(--on-teal); }
  .choice.danger { color: var(--danger); border-color: var(--danger); }
  .choice.danger:hover { background: var(--danger-tint); }
  .quiet { padding-inline: 8px; margin-inline-start: -8px; background: none; border: 0; color: var(--teal); text-decoration: underline; text-underline-offset: 4px; }
  .tools { gap: 0 14px; }
  .quiet:hover { background: var(--tint); }
  .quiet .icon { width: 20px; height: 20px; }
  .entry .choices { display: flex; flex-wrap: wrap; gap: 10px; list-style: none; padding: 0; margin: 14px 0 0; }
  .entry .choices li { margin: 0; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
  kbd { font: inherit; font-size: 0.85em; padding: 0 6px; border: 1px solid var(--edge); border-radius: 6px; color: var(--muted); }
  .statement { position: relative; }
  .cite { display: inline-flex; align-items: center; justify-content: flex-start; min-width: 44px; min-height: 44px; margin: -12px -8px -12px 0; padding: 0 4px; vertical-align: middle; background: none; border: 0; font-weight: 600; font-size: 0.85em; color: var(--tint-ink); }
  .cite::before { content: '['; } .cite::after { content: ']'; }
  .cite:hover { text-decoration: underline; }
  .cited { padding: 10px 14px; margin-block-end: 0.65em; background: var(--tint); color: var(--tint-ink); border-radius: 12px; font-size: 0.94em; line-height: 1.5; } .gist .cited { font-size: 0.84em; }
  .cited p:last-child { margin: 0; }
  .cited a { color: inherit; display: inline-block; padding-block: 8px; }
  .number { font-weight: 700; margin-inline-end: 4px; }
  .reminder summary { color: var(--muted); font-weight: 400; font-size: 0.92em; }
  .disclaimer { margin-block-start: 10px; color: var(--muted); font-size: 0.92em; border-inline-start: 3px solid var(--line); padding-inline-start: 12px; }
  details { margin-block: 4px; }
  summary { display: flex; align-items: center; gap: 8px; min-height: 44px; padding: 6px 0; cursor: pointer; color: var(--teal); font-weight: 600; list-style: none; scroll-margin-block: 80px 140px; }
  summary::-webkit-details-marker { display: none; }
  summary::before { content: ''; flex: none; width: 9px; height: 9px; border: solid currentcolor; border-width: 0 2.5px 2.5px 0; transform: rotate(-45deg); margin-inline: 4px; }
  [dir='rtl'] summary::before { transform: rotate(135deg); }
  details[open] > summary::before { transform: rotate(45deg); }
  .citation, .kind, .rests { margin-block-end: 4px !important; } .kind { color: var(--muted); font-size: 0.92em; } .kind::first-letter { text-transform: uppercase; }
  .evidence { display: inline-flex; align-items: flex-start; gap: 8px; font-size: 0.92em; }
  .sure { position: relative; display: inline-flex; margin-inline-start: 8px; align-items: baseline; gap: 5px; color: var(--muted); font-size: 0.85rem; font-weight: 400; white-space: nowrap; } .sure .bars { width: 18px; height: 11px; margin: 0; align-self: center; }
  .bars { flex: none; margin-block-start: 0.3em; } .bars .on { fill: currentcolor; } .bars .off { fill: none; stroke: currentcolor; stroke-width: 0.8; opacity: 0.75; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: 0.92em; overflow-wrap: normal; }
  th, td { text-align: start; vertical-align: top; padding: 8px 10px 8px 0; border-block-end: 1px solid var(--line); font-weight: 400; }
  thead th { font-weight: 600; color: var(--muted); }
  .problem { padding: 12px 16px; margin-block-start: 8px; max-width: 34rem; background: var(--danger-tint); border-inline-start: 4px solid var(--danger); border-radius: 8px; }
  .problem p:last-child { margin: 0; }
`;
