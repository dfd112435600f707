/** The numbered sources of an answer: what each is, and how sure is what rests on it, in plain words. */

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Context } from '../context';
import type { Catalogue } from '../i18n/catalogue';
import { copyText } from '../parts/copy';
import { served } from '../text/served';
import { safeLink } from '../protocol/links';
import type { Source } from '../protocol/types';

const BARS: Readonly<Record<string, number>> = { high: 4, moderate: 3, low: 2, 'very-low': 1, 'expert-opinion': 0 };

function picture(bars: number): TemplateResult {
  return html`<svg class="bars" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true" focusable="false">
      ${[0, 1, 2, 3].map((i) => svg`<rect class=${i < bars ? 'on' : 'off'} x=${1 + i * 5.5} y=${10 - i * 3} width="4" height=${3 + i * 3}/>`)}
    </svg>`;
}

/** How sure something is, in full: a name and what it means. */
export function evidenceBadge(level: string | null, cat: Catalogue): TemplateResult | typeof nothing {
  const bars = level === null ? undefined : BARS[level];
  if (level === null || bars === undefined) return nothing;
  return html`<span class="evidence">${picture(bars)}
    <span><strong>${cat.code('evidence', level)}</strong>: ${cat.code('evidence.words', level)}</span></span>`;
}

/** The same in one word, for the end of a line; a screen reader hears the whole name. */
export function certaintyMark(level: string | null, cat: Catalogue): TemplateResult | typeof nothing {
  const bars = level === null ? undefined : BARS[level];
  if (level === null || bars === undefined) return nothing;
  return html` <span class="sure">${picture(bars)} <span aria-hidden="true">${cat.code('evidence.short', level)}</span><span class="hidden">${cat.code('evidence', level)}</span></span>`;
}

/** The citation as it is read: its address is the link beside it, not a line of letters to break; dates as people write them. */
export function readable(source: Source, cat: Catalogue): string {
  const shown = source.url === null ? source.citation : source.citation.replace(source.url, '');
  return shown.replace(/\d{4}-\d{2}-\d{2}/g, (day) => cat.date(day).replaceAll(' ', '\u00a0')).replace(/ {2,}/g, ' ').trim();
}

/** "Open source", and whose page that is: nobody should have to guess where a link leads. */
export function sourceLink(source: Source, number: number, context: Context, look = 'quiet'): TemplateResult | typeof nothing {
  const href = safeLink(source.url, context.api.base);
  if (!href) return nothing;
  const { cat } = context;
  return html`<a class=${look} href=${href} target="_blank" rel="noopener noreferrer" aria-label=${cat.t('sources.open', { number })}>${cat.t('sources.link')}</a>
    <small>${new URL(href).hostname.replace(/^www\./, '')}</small>`;
}

/** Where the kind of a source is told, the certainty beside it is named as what it is: that of the words, not of the source. */
function resting(source: Source, cat: Catalogue): TemplateResult | typeof nothing {
  if (source.kind === null || source.evidence === null) return evidenceBadge(source.evidence, cat);
  return html`<p class="rests"><small>${cat.t('sources.rests')}:</small><br />${evidenceBadge(source.evidence, cat)}</p>`;
}

function entry(source: Source, index: number, graded: boolean, context: Context): TemplateResult {
  const { cat } = context;
  const number = index + 1;
  return html`<li>
    <p class="citation" ${served(cat)}>${readable(source, cat)}</p>
    ${source.kind === null ? nothing : html`<p class="kind" ${served(cat)}>${source.kind}</p>`}
    ${graded ? nothing : resting(source, cat)}
    <p class="row">
      ${sourceLink(source, number, context)}
      ${context.audience === 'clinician'
        ? html`<button type="button" class="quiet" aria-label=${cat.t('sources.copy', { number })}
            @click=${() => void copyText(`${source.citation}${source.url ? ` ${source.url}` : ''}`, context)}>${cat.t('sources.copy.short')}</button>`
        : nothing}
    </p>
  </li>`;
}

/** `graded`: the statements say how sure they are, so that the sources need not. */
export function sourcesCard(sources: readonly Source[], graded: boolean, context: Context): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  return html`<details class="sources">
    <summary>${context.cat.n('sources', sources.length)}</summary>
    <ol>${sources.map((source, index) => entry(source, index, graded, context))}</ol>
  </details>`;
}
