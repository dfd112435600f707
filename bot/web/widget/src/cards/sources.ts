/** The numbered sources of an answer, each with how sure it is, in plain words. */

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Context } from '../context';
import type { Catalogue } from '../i18n/catalogue';
import { copyText } from '../parts/copy';
import { safeLink } from '../protocol/links';
import type { Source } from '../protocol/types';

const BARS: Readonly<Record<string, number>> = { high: 4, moderate: 3, low: 2, 'very-low': 1, 'expert-opinion': 0 };

export function evidenceBadge(source: Source, cat: Catalogue): TemplateResult | typeof nothing {
  const level = source.evidence;
  const bars = level === null ? undefined : BARS[level];
  if (level === null || bars === undefined) return nothing;
  return html`<span class="evidence">
    <svg class="bars" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true" focusable="false">
      ${[0, 1, 2, 3].map((i) => svg`<rect class=${i < bars ? 'on' : 'off'} x=${1 + i * 5.5} y=${10 - i * 3} width="4" height=${3 + i * 3}/>`)}
    </svg>
    <span><strong>${cat.code('evidence', level)}</strong>: ${cat.code('evidence.words', level)}</span></span>`;
}

function entry(source: Source, index: number, context: Context): TemplateResult {
  const { cat } = context;
  const href = safeLink(source.url, context.api.base);
  const number = index + 1;
  return html`<li>
    <p class="citation">${source.citation}</p>
    ${evidenceBadge(source, cat)}
    <p class="row">
      ${href ? html`<a class="quiet" href=${href} target="_blank" rel="noopener noreferrer" aria-label=${cat.t('sources.open', { number })}>${cat.t('sources.link')}</a>` : nothing}
      ${context.audience === 'clinician'
        ? html`<button type="button" class="quiet" aria-label=${cat.t('sources.copy', { number })}
            @click=${() => void copyText(`${source.citation}${source.url ? ` ${source.url}` : ''}`, context)}>${cat.t('sources.copy.short')}</button>`
        : nothing}
    </p>
  </li>`;
}

export function sourcesCard(sources: readonly Source[], context: Context): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  return html`<details class="sources">
    <summary>${context.cat.n('sources', sources.length)}</summary>
    <ol>${sources.map((source, index) => entry(source, index, context))}</ol>
  </details>`;
}
