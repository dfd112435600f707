/** Published outcomes of groups. For a patient the hopeful facts stand first and the figures stay closed until asked for. */

import { html, nothing, type TemplateResult } from 'lit';
import { voiced, type Context } from '../context';
import { served } from '../text/served';
import type { Prognosis, Stratum } from '../protocol/types';

function row(item: Stratum): TemplateResult {
  return html`<tr><th scope="row">${item.label}${item.note ? html`<br /><small>${item.note}</small>` : nothing}</th>
    <td>${item.figure}</td><td>${item.n ?? '–'}</td><td>${item.years ?? '–'}</td></tr>`;
}

function table(strata: readonly Stratum[], context: Context): TemplateResult {
  const { cat } = context;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${cat.t('prognosis.title')}><table>
    <thead><tr>${(['group', 'figure', 'n', 'years'] as const).map((key) => html`<th scope="col">${cat.t(`prognosis.${key}`)}</th>`)}</tr></thead>
    <tbody ${served(cat)}>${strata.map(row)}</tbody></table></div>`;
}

export function prognosisCard(prognosis: Prognosis, context: Context): TemplateResult {
  const { cat } = context;
  return html`<section class="card prognosis">
    <h3>${cat.t('prognosis.title')}</h3>
    ${prognosis.hopeful.length > 0 ? html`<ul ${served(cat)}>${prognosis.hopeful.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
    ${prognosis.strata.length > 0
      ? html`<p>${voiced('prognosis.care', context)}</p>
          <details ?open=${context.audience === 'clinician'}><summary>${cat.t('prognosis.show')}</summary>${table(prognosis.strata, context)}</details>`
      : nothing}
    ${prognosis.context.map((words) => html`<p ${served(cat)}><small>${words}</small></p>`)}
  </section>`;
}
