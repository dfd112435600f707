/** How far the questions are, and what was understood so far, each item changeable. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../context';
import type { FormItem, FormProgress } from '../protocol/types';
import { served } from '../text/served';

function change(item: FormItem, context: Context): TemplateResult {
  const words = context.cat.t('form.change', { label: item.label });
  return html`<button type="button" class="quiet" aria-label=${words} @click=${() => context.send(words)}>${context.cat.t('form.change.short')}</button>`;
}

function line(item: FormItem, context: Context): TemplateResult {
  const { cat } = context;
  const absent = item.status === 'skipped' ? cat.t('form.skipped') : cat.t('form.open');
  const value = item.value === null ? absent : `${cat.code('value', item.value, item.value)} ${item.unit ?? ''}`.trim();
  return html`<div class=${item.value === null ? 'absent' : nothing}><dt ${served(cat)}>${item.label}</dt><dd>${value}</dd>${item.value === null || !context.newest ? nothing : html`<dd>${change(item, context)}</dd>`}</div>`;
}

/** What was understood, closed until asked for. It also stands under a finished estimate. */
export function factsCard(form: FormProgress, context: Context): TemplateResult | typeof nothing {
  if (form.items.length === 0) return nothing;
  return html`<details><summary>${context.cat.t('form.show')}</summary><dl class="facts">${form.items.map((item) => line(item, context))}</dl></details>`;
}

export function formCard(form: FormProgress, context: Context): TemplateResult {
  const { cat } = context;
  const words = cat.t('form.progress', { done: form.done, total: form.total });
  const begun = form.items.some((item) => item.value !== null || item.status === 'skipped');
  return html`<section class="card form">
    <p class="progress"><span>${cat.t('form.title')}: <strong>${words}</strong></span>
      <progress max=${form.total} .value=${form.done} aria-label=${cat.t('form.title')}>${words}</progress></p>
    ${begun ? factsCard(form, context) : nothing}
  </section>`;
}
