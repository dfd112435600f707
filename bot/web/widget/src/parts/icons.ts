/** Our own line icons, 24 × 24, decorative: the control that holds one carries the name. */

import { svg, type SVGTemplateResult } from 'lit';

const PATHS = {
  send: 'M4 12h14M12 5l7 7-7 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  phone: 'M6 4l3 0 2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v3a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z',
  clip: 'M8 12l6-6a3.5 3.5 0 0 1 5 5l-8 8a5 5 0 0 1-7-7l8-8',
  mic: 'M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v3',
  speak: 'M5 10v4h3l4 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  book: 'M5 5h6a2 2 0 0 1 2 2v12a2 2 0 0 0-2-2H5zM19 5h-4a2 2 0 0 0-2 2v12a2 2 0 0 1 2-2h4z',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  chat: 'M5 6h14v10H11l-4 4v-4H5z',
} as const;

export function icon(name: keyof typeof PATHS): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d=${PATHS[name]}/></svg>`;
}

/** The mark of the project: a drop with a ring, a vessel seen from its end. */
export function mark(): SVGTemplateResult {
  return svg`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
    <circle class="mark-disc" cx="16" cy="16" r="15"/><circle class="mark-ring" cx="16" cy="16" r="8.5"/><path class="mark-arc" d="M16 5.5a10.5 10.5 0 0 1 10.5 10.5"/></svg>`;
}
