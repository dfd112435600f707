import { css } from 'lit';

/** The cards: emergency, laboratory values, form, risk, prognosis, differential, summary. */
export const cards = css`
  calci-aloud { display: contents; }
  calci-answer, calci-risk, calci-labs, calci-what-if, calci-upload, calci-menu { display: block; }
  .card { padding: 16px 18px; margin-block: 6px 14px; background: var(--surface); border: 1px solid var(--line); border-radius: 16px; }
  .card > :last-child { margin-block-end: 0; }
  .card.emergency { background: var(--danger-tint); border: 2px solid var(--danger); }
  .card.emergency h3 { color: var(--danger); }
  .card.crisis { background: var(--tint); color: var(--tint-ink); border: 2px solid var(--teal); }
  .entry .calls, .calls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: 10px; list-style: none; padding: 0; margin: 10px 0 14px; }
  .entry .calls li { margin: 0; }
  .call { display: flex; height: 100%; align-items: center; gap: 10px; min-height: 52px; padding: 10px 18px; background: var(--danger); color: var(--on-danger); border-radius: 14px; font-weight: 700; font-size: 1.1em; text-decoration: none; border: 1px solid transparent; }
  .call small { display: block; color: inherit; font-weight: 400; font-size: 0.78em; line-height: 1.3; }
  .call:hover { text-decoration: underline; }
  .crisis .call { background: var(--teal); color: var(--on-teal); }
  .progress { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; margin: 0; }
  progress { flex: 1 1 8rem; height: 12px; appearance: none; border: 1px solid var(--edge); border-radius: 6px; background: var(--paper); overflow: hidden; }
  progress::-webkit-progress-bar { background: var(--paper); } progress::-webkit-progress-value { background: var(--teal); } progress::-moz-progress-bar { background: var(--teal); }
  .facts { margin: 0; } .facts > div { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0 14px; min-height: 44px; padding-block: 6px; border-block-end: 1px solid var(--line); }
  .facts > div:last-child { border: 0; }
  .facts dt { grid-column: 1; color: var(--muted); font-size: 0.92em; } .facts dd { grid-column: 1; margin: 0; font-weight: 600; } .facts .quiet { font-weight: 400; } .facts .absent dd { font-weight: 400; color: var(--muted); }
  .facts dd + dd { grid-column: 2; grid-row: 1 / span 2; }
  .labs { container-type: inline-size; }
  .lab-head, .lab { display: grid; grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr) minmax(0, 1.4fr) minmax(0, 1.2fr) 5.5rem; gap: 4px 12px; align-items: center; padding-block: 8px; border-block-end: 1px solid var(--line); }
  .lab:last-child { border: 0; }
  .lab-head { color: var(--muted); font-size: 0.88em; }
  .lab-name small { display: block; font-weight: 400; } .lab-name { font-weight: 600; } .lab-name::first-letter, .facts dt::first-letter, .summary li::first-letter { text-transform: uppercase; }
  .lab-value { font-variant-numeric: tabular-nums; } .lab-value > span { display: inline-block; }
  .lab[data-status='high'] .lab-status, .lab[data-status='above'] .lab-status, .lab[data-status='low'] .lab-status, .lab[data-status='below'] .lab-status { color: var(--warm); font-weight: 700; }
  .lab[data-status='critical'] .lab-status { color: var(--danger); font-weight: 700; }
  .lab[data-status='unsure'] { background: var(--warm-tint); margin-inline: -10px; padding-inline: 10px; border-radius: 10px; }
  .lab[data-status='unsure'] .lab-status { font-weight: 700; }
  .lab-range small { display: block; }
  .range { display: block; width: 100%; height: 14px; overflow: visible; }
  .range .track { fill: var(--line); } .range .usual { fill: var(--teal); opacity: 0.55; } .range .needle { fill: var(--ink); }
  .lab-edit { justify-self: end; } .lab:has(.edit) .lab-edit { grid-column: 1 / -1; justify-self: stretch; display: grid; } .lab:has(.edit) .lab-edit > .quiet { justify-self: end; }
  .narrow { display: none; }
  .edit { display: flex; flex-wrap: wrap; gap: 8px; padding-block: 6px; }
  .edit input { flex: 1 1 6rem; min-width: 0; min-height: 44px; padding: 6px 12px; background: var(--paper); border: 1.5px solid var(--edge); border-radius: 10px; }
  @container (max-width: 36rem) {
    .lab-head { display: none; } .narrow { display: inline; }
    .lab { grid-template-columns: minmax(0, 1fr) auto; } .lab-range { grid-column: 1 / -1; order: 3; } .lab-status { order: 4; } .lab-edit { order: 5; }
    .lab-value { text-align: end; font-weight: 600; }
  }
  .verdict { font-size: 1.1em; }
  .gate { padding: 12px 14px; background: var(--tint); color: var(--tint-ink); border-radius: 12px; }
  .gate p { margin-block-end: 10px; }
  .interval span { display: block; color: var(--muted); }
  .interval strong { font-size: 1.15em; }
  .figures { padding-block: 4px; }
  .picture { margin: 12px 0; } figcaption { font-weight: 600; margin-block-end: 6px; }
  .people { display: block; width: 100%; max-width: 26rem; height: auto; margin-block-end: 8px; }
  .people .rest { fill: var(--line); } .people .likely { fill: var(--danger); } .people .maybe { fill: var(--surface); stroke: var(--danger); stroke-width: 1.6; }
  .entry .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 0.92em; } .entry .legend li { margin: 0; }
  .legend li::before { content: ''; display: inline-block; width: 12px; height: 12px; margin-inline-end: 7px; border-radius: 50%; border: 2px solid var(--line); background: var(--line); }
  .legend .likely::before { background: var(--danger); border-color: var(--danger); } .legend .maybe::before { background: none; border-color: var(--danger); }
  .entry .chart { list-style: none; padding: 0; max-width: 34rem; } .chart svg { display: block; width: 100%; height: 18px; direction: ltr; } .entry .chart li + li { margin-block-start: 6px; }
  .chart .effect { display: flex; align-items: baseline; justify-content: space-between; gap: 0 14px; font-variant-numeric: tabular-nums; } .chart strong { white-space: nowrap; } .chart .axis { stroke: var(--edge); stroke-dasharray: 3 3; }
  .chart-ends { display: flex; justify-content: space-between; gap: 14px; max-width: 34rem; color: var(--muted); font-size: 0.92em; direction: ltr; }
  .chart .raises { fill: var(--warm); } .chart .lowers { fill: var(--teal); } .chart .whisker { stroke: var(--ink); stroke-width: 1.5; }
  .slider { padding-block: 8px; } .slider label { display: flex; justify-content: space-between; gap: 12px; } .slider output { font-weight: 700; white-space: nowrap; }
  .slider input { width: 100%; height: 44px; margin: 0; accent-color: var(--teal); }
  p.outcome:not(:empty) { padding-block: 6px; font-weight: 600; }
  .differential .red { margin-block-end: 12px; padding: 12px 14px; background: var(--warm-tint); border-inline-start: 4px solid var(--warm); border-radius: 8px; } .red h4 { margin-block-start: 0; }
  .reasons { margin: 2px 0 !important; }
  @media (forced-colors: active) {
    .people .rest { fill: Canvas; stroke: GrayText; stroke-width: 0.6; } .people .likely { fill: CanvasText; } .people .maybe { fill: Canvas; stroke: CanvasText; stroke-width: 2; }
    .legend li::before { forced-color-adjust: none; background: Canvas; border: 1px solid GrayText; } .legend .likely::before { background: CanvasText; border-color: CanvasText; }
    .legend .maybe::before { background: Canvas; border: 2px solid CanvasText; }
    .range .track { fill: Canvas; stroke: CanvasText; stroke-width: 0.8; } .range .usual { fill: Highlight; opacity: 1; } .range .needle { fill: CanvasText; }
    .chart .raises, .chart .lowers { fill: Highlight; } .chart .whisker, .chart .axis { stroke: CanvasText; }
    .call { border-color: LinkText; } .mark-disc { fill: CanvasText; } .mark-ring { stroke: Canvas; }
  }
`;
