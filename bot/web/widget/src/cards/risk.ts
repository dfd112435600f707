/** The estimate: words first. A patient sees the number only after saying that they understand what it is. */

import { html, nothing, type TemplateResult } from 'lit';
import { define, Part } from '../parts/part';
import type { Contribution, Risk } from '../protocol/types';
import { byWeight, contributionChart, iconArray } from '../risk/charts';
import { roughTimes, shownFigures, shownPeople, times } from '../risk/display';
import { served } from '../text/served';
import './whatif';

const NUTRITION = 'low_values_may_mean_poor_nutrition';

export class CalciRisk extends Part {
  static override properties = { ...Part.properties, risk: { attribute: false }, spoken: { attribute: false }, explain: { attribute: false }, acknowledged: { state: true } };
  declare risk: Risk;
  /** Whether the server's own words, above this card, already say the estimate. */
  declare spoken: boolean;
  /** Whether the person asked why: then the chart is shown also without the numbers. */
  declare explain: boolean;
  declare acknowledged: boolean;

  constructor() {
    super();
    this.acknowledged = false;
    this.spoken = false;
    this.explain = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { risk, spoken, context: { cat } } = this;
    if (risk.category === null) return spoken ? nothing : this.refused();
    const numbers = this.open ? this.numbers() : html`${this.gate()} ${this.explain ? this.explanation() : nothing}`;
    return html`<div class="card risk" role="group" aria-labelledby="${this.ids}-title">
      <h3 id="${this.ids}-title" class=${spoken ? 'hidden' : nothing}>${cat.t('risk.title')}</h3>
      ${spoken ? nothing : this.words()} ${numbers} ${spoken ? nothing : this.keepInMind()}
      <calci-what-if .context=${this.context} .risk=${risk}></calci-what-if>
    </div>`;
  }

  private get open(): boolean {
    const { risk, context, acknowledged } = this;
    return risk.estimate !== null && (context.audience === 'clinician' || risk.shown === 'number' || acknowledged);
  }

  private refused(): TemplateResult {
    const { risk, context: { cat } } = this;
    return html`<div class="card risk refused">
      <h3>${cat.t('risk.refused')}</h3>
      <ul ${served(cat)}>${risk.warnings.filter((item) => item.text !== '').map((item) => html`<li>${item.text}</li>`)}</ul>
    </div>`;
  }

  /** "Well below" never stands alone: the words on poor nutrition come in the same paragraph. */
  private words(): TemplateResult {
    const { risk, context: { cat } } = this;
    const below = risk.category === 'well_below';
    const nutrition = risk.warnings.find((item) => item.code === NUTRITION);
    return html`<p class="verdict"><strong>${cat.code('risk.category', risk.category ?? '')}.</strong>
        ${nutrition ? nutrition.text : nothing} ${below ? cat.t('risk.none') : nothing}</p>
      <p>${cat.t('risk.most')}</p>`;
  }

  /** Where the server keeps the acknowledgement itself, it offers it as a suggested reply. */
  private gate(): TemplateResult | typeof nothing {
    const { risk, spoken, context: { cat } } = this;
    if (risk.estimate === null) return spoken ? nothing : html`<p>${cat.t('risk.off')}</p>`;
    if (risk.shown !== null) return nothing;
    return html`<div class="gate"><p>${cat.t('risk.ask')}</p>
      <button type="button" class="choice" @click=${() => this.acknowledge()}>${cat.t('risk.ack')}</button></div>`;
  }

  private acknowledge(): void {
    this.acknowledged = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.figures')?.focus());
  }

  private numbers(): TemplateResult {
    const { risk, context: { cat, audience } } = this;
    const patient = audience !== 'clinician';
    const shown = patient ? shownPeople(risk, cat) : shownFigures(risk, cat);
    return html`<div class="figures" tabindex="-1">
        ${shown ? html`<p class="interval"><strong>${cat.t(patient ? 'risk.interval.people' : 'risk.interval', { low: shown.low, high: shown.high })}</strong>
          <span>${cat.t(patient ? 'risk.median.people' : 'risk.median', { value: shown.median })}</span></p>` : nothing}
        ${risk.multiplier === null ? nothing : html`<p>${this.relative(risk.multiplier)}</p>`}
      </div>
      ${iconArray(risk, cat) ?? nothing} ${this.explanation()} ${this.derived()} ${this.scenarios()} ${this.notUsed()}`;
  }

  private relative(multiplier: number): string {
    const { risk, context: { cat, audience } } = this;
    const bounds = risk.multiplierInterval;
    if (audience !== 'clinician') return `${cat.t('risk.times', { times: roughTimes(multiplier, cat) })}.`;
    const range = bounds ? ` (${times(bounds[0], cat)}–${times(bounds[1], cat)})` : '';
    return `${cat.t('risk.times', { times: times(multiplier, cat) })}${range}.`;
  }

  private name(item: Contribution): string {
    return item.label ?? this.context.cat.code('factor', item.factor);
  }

  private explanation(): TemplateResult | typeof nothing {
    const { risk, context: { cat, audience } } = this;
    if (risk.contributions.length === 0) return nothing;
    return html`<div class="explanation">
      <h4>${cat.t('risk.chart.title')}</h4>
      <p>${cat.t('risk.chart.text')}</p>
      ${contributionChart(risk.contributions, (item) => this.name(item), cat)}
      <details ?open=${audience === 'clinician'}><summary>${cat.t('risk.chart.table')}</summary>
        <div class="scroll" tabindex="0" role="group" aria-label=${cat.t('risk.chart.table')}>${this.table()}</div></details>
    </div>`;
  }

  private table(): TemplateResult {
    const { risk, context: { cat } } = this;
    const value = (item: Contribution) => (item.value === null ? cat.t('risk.chart.unknown') : cat.code('value', item.value, item.value));
    return html`<table>
      <thead><tr>${(['factor', 'value', 'effect', 'range', 'source'] as const).map((key) => html`<th scope="col">${cat.t(`risk.chart.${key}`)}</th>`)}</tr></thead>
      <tbody>${byWeight(risk.contributions).map((item) => html`<tr>
        <th scope="row">${this.name(item)}</th><td>${value(item)}</td><td>× ${times(item.effect, cat)}</td>
        <td>${item.interval ? `${times(item.interval[0], cat)}–${times(item.interval[1], cat)}` : '–'}</td><td>${item.source ?? '–'}</td></tr>`)}</tbody>
    </table>`;
  }

  private scenarios(): TemplateResult | typeof nothing {
    const { risk, context: { cat, audience } } = this;
    if (risk.scenarios.length === 0 || audience !== 'clinician') return nothing;
    const places = Math.max(...risk.scenarios.map((item) => item.value)) >= 1 ? 1 : 2;
    return html`<details><summary>${cat.t('risk.scenarios')}</summary>
      <ul>${risk.scenarios.map((item) => html`<li>${item.label}: ${cat.number(item.value, places)} %${item.note ? html` <em>${item.note}</em>` : nothing}</li>`)}</ul></details>`;
  }

  private derived(): TemplateResult | typeof nothing {
    const { risk, context: { cat, audience } } = this;
    if (risk.derived.length === 0 || audience !== 'clinician') return nothing;
    const unit = (code: string) => code.replaceAll('mg2/dL2', 'mg²/dL²').replaceAll('mmol2/L2', 'mmol²/L²');
    return html`<p>${cat.t('risk.derived')}: ${risk.derived.map((item) => `${cat.code('factor', item.name)} ${cat.number(item.value, 1)} ${unit(item.unit)}`).join('; ')}</p>`;
  }

  private notUsed(): TemplateResult | typeof nothing {
    const { risk, context: { cat } } = this;
    if (risk.notUsed.length === 0) return nothing;
    return html`<details><summary>${cat.t('risk.notused')}</summary>
      <ul>${risk.notUsed.map((item) => html`<li>${cat.code('factor', item.factor)}: ${cat.code('reason', item.reason)}</li>`)}</ul></details>`;
  }

  private keepInMind(): TemplateResult | typeof nothing {
    const { risk, context: { cat } } = this;
    const rest = risk.warnings.filter((item) => item.code !== NUTRITION && item.text !== '');
    if (rest.length === 0) return nothing;
    return html`<h4>${cat.t('risk.warnings')}</h4><ul ${served(cat)}>${rest.map((item) => html`<li>${item.text}</li>`)}</ul>`;
  }
}

define('calci-risk', CalciRisk);
