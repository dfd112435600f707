/** Laboratory values in a table that a phone can show: value, usual range as a bar, meaning in words, edit in place. */

import { html, nothing, svg, type TemplateResult } from 'lit';
import { voiced } from '../context';
import type { Catalogue } from '../i18n/catalogue';
import { icon } from '../parts/icons';
import { define, Part } from '../parts/part';
import type { LabRow } from '../protocol/types';
import { served } from '../text/served';

/** A value that waits for a better look has no place on a range yet. */
const UNSURE = new Set(['ambiguous', 'implausible']);

/** Where a value stands on the bar, 0–100; the usual range takes the middle third. Without both limits there is no bar. */
export function position(row: LabRow): number | null {
  if (row.number === null || row.low === null || row.high === null || row.high <= row.low) return null;
  const share = (row.number - row.low) / (row.high - row.low);
  return Math.max(2, Math.min(98, 33.3 + share * 33.4));
}

export function rangeWords(row: LabRow, cat: Catalogue): string {
  const { low, high } = row.range;
  const unit = row.range.unit ?? '';
  const number = (value: number) => cat.number(value);
  if (low !== null && high !== null) return cat.t('labs.range.words', { low: number(low), high: number(high), unit }).trim();
  if (low !== null) return cat.t('labs.range.low', { low: number(low), unit }).trim();
  if (high !== null) return cat.t('labs.range.high', { high: number(high), unit }).trim();
  return UNSURE.has(row.status) ? '' : cat.t('labs.range.none');
}

function bar(row: LabRow): TemplateResult | typeof nothing {
  const at = position(row);
  if (at === null) return nothing;
  return html`<svg class="range" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="track" x="0" y="4" width="100" height="6" rx="3"/><rect class="usual" x="33.3" y="4" width="33.4" height="6"/>
    ${svg`<rect class="needle" x=${at - 1.2} y="0" width="2.4" height="14" rx="1.2"/>`}</svg>`;
}

export class CalciLabs extends Part {
  static override properties = { ...Part.properties, rows: { attribute: false }, editing: { state: true } };
  declare rows: readonly LabRow[];
  declare editing: string | null;

  constructor() {
    super();
    this.rows = [];
    this.editing = null;
  }

  override render(): TemplateResult {
    const { cat } = this.context;
    const title = `${this.ids}-title`;
    const heads = ['name', 'value', 'range', 'status'] as const;
    return html`<section class="card labs">
      <h3 id=${title}>${voiced('labs.title', this.context)}</h3>
      <div role="table" aria-labelledby=${title}>
        <div role="row" class="lab-head">${heads.map((key) => html`<span role="columnheader">${cat.t(`labs.${key}`)}</span>`)}
          <span role="columnheader"><span class="hidden">${cat.t('labs.edit.short')}</span></span></div>
        ${this.rows.map((row, index) => this.row(row, index))}
      </div></section>`;
  }

  private row(row: LabRow, index: number): TemplateResult {
    const { cat } = this.context;
    const key = `${row.analyte}-${index}`;
    const range = rangeWords(row, cat);
    const state = UNSURE.has(row.status) ? 'unsure' : row.status;
    return html`<div role="row" class="lab" data-status=${state}>
        <span role="rowheader" class="lab-name"><span ${served(cat)}>${row.label}</span>${row.taken ? html` <small>${cat.t('labs.taken', { date: cat.date(row.taken) })}</small>` : nothing}</span>
        <span role="cell" class="lab-value"><span ${served(cat)}>${row.shown}</span></span>
        <span role="cell" class="lab-range">${bar(row)}${range === '' ? nothing : html`<small><span class="narrow">${cat.t('labs.range')}: </span>${range}</small>`}</span>
        <span role="cell" class="lab-status">${cat.code('status', row.status)}</span>
        <span role="cell" class="lab-edit"><button type="button" class="quiet" aria-expanded=${this.editing === key}
          aria-label=${cat.t('labs.edit', { label: row.label })} @click=${(event: Event) => this.edit(key, event)}>${icon('edit')}<span>${cat.t('labs.edit.short')}</span></button>
          ${this.editing === key ? this.form(row) : nothing}</span>
      </div>`;
  }

  private form(row: LabRow): TemplateResult {
    const { cat } = this.context;
    return html`<form class="edit" @submit=${(event: SubmitEvent) => this.save(event, row)} @keydown=${(event: KeyboardEvent) => this.key(event)}>
      <input name="value" inputmode="decimal" autocomplete="off" required maxlength="20" aria-label=${cat.t('labs.edit.value', { label: row.label })} .value=${row.value} />
      <input name="unit" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="20" aria-label=${cat.t('labs.edit.unit', { label: row.label })} .value=${row.unit ?? ''} />
      <button class="choice">${cat.t('labs.save')}</button>
      <button type="button" class="quiet" @click=${() => this.close()}>${cat.t('labs.cancel')}</button>
    </form>`;
  }

  private edit(key: string, event: Event): void {
    const button = event.currentTarget as HTMLElement;
    if (this.editing === key) return this.close();
    this.editing = key;
    void this.updateComplete.then(() => button.parentElement?.querySelector<HTMLInputElement>('input')?.select());
    return undefined;
  }

  /** Closes the form; the focus goes back to the button that opened it. */
  private close(): void {
    const button = this.querySelector<HTMLElement>('[aria-expanded="true"]');
    this.editing = null;
    button?.focus();
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  private save(event: SubmitEvent, row: LabRow): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const value = `${String(data.get('value') ?? '').trim()} ${String(data.get('unit') ?? '').trim()}`.trim();
    if (value === '') return;
    this.close();
    this.context.send(voiced('labs.correct', this.context, { label: row.label, value }));
  }
}

define('calci-labs', CalciLabs);
