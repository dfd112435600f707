/** What can look alike: red flags first, then each with what speaks for and against it. Never a diagnosis. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../context';
import { served } from '../text/served';
import type { Differential, Lookalike } from '../protocol/types';

function reasons(title: string, items: readonly string[]): TemplateResult | typeof nothing {
  return items.length === 0 ? nothing : html`<p class="reasons"><strong>${title}:</strong> ${items.join('; ')}</p>`;
}

function entry(item: Lookalike, context: Context): TemplateResult {
  const { cat } = context;
  return html`<li ${served(cat)}><strong>${item.label}</strong>
    ${reasons(cat.t('differential.for'), item.supports)} ${reasons(cat.t('differential.against'), item.against)}</li>`;
}

export function differentialCard(differential: Differential, context: Context): TemplateResult {
  const { cat } = context;
  const first = differential.ranked.filter((item) => item.redFlag);
  const rest = differential.ranked.filter((item) => !item.redFlag);
  const flagged = first.length + differential.redFlags.length > 0;
  return html`<section class="card differential">
    <h3>${cat.t('differential.title')}</h3>
    <p>${cat.t('differential.not')}</p>
    ${flagged
      ? html`<div class="red"><h4>${cat.t('differential.red')}</h4>
          <ul>${differential.redFlags.map((words) => html`<li ${served(cat)}>${words}</li>`)}${first.map((item) => entry(item, context))}</ul></div>`
      : nothing}
    <ol>${rest.map((item) => entry(item, context))}</ol>
  </section>`;
}
