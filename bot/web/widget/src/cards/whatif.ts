/** Sliders that ask the server's own calculation; the answer is a ratio of two estimates, never a promise. */

import { html, nothing, type TemplateResult } from 'lit';
import { voiced } from '../context';
import { define, Part } from '../parts/part';
import { CallError } from '../protocol/api';
import type { Risk } from '../protocol/types';
import { roughTimes, times } from '../risk/display';
import { changed, current, profileOf, SLIDERS, type Slider } from '../risk/whatif';

const PAUSE_MS = 250;

export class CalciWhatIf extends Part {
  static override properties = {
    ...Part.properties, risk: { attribute: false },
    values: { state: true }, outcome: { state: true }, phase: { state: true },
  };
  declare risk: Risk;
  declare values: Readonly<Record<string, number>>;
  declare outcome: Risk | null;
  declare phase: 'idle' | 'waiting' | 'failed';
  private timer: ReturnType<typeof setTimeout> | null = null;
  private asked = 0;

  constructor() {
    super();
    this.values = {};
    this.outcome = null;
    this.phase = 'idle';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  override render(): TemplateResult | typeof nothing {
    const { cat } = this.context;
    const known = SLIDERS.filter((slider) => current(this.risk, slider) !== null);
    if (known.length === 0) return nothing;
    return html`<details class="whatif"><summary>${cat.t('risk.whatif')}</summary>
      <p>${cat.t('risk.whatif.note')}</p>
      ${known.map((slider) => this.slider(slider))}
      <p class="outcome" role="status">${this.result()}</p>
      <button type="button" class="quiet" @click=${() => this.reset()}>${voiced('risk.whatif.reset', this.context)}</button>
    </details>`;
  }

  private slider(slider: Slider): TemplateResult {
    const { cat } = this.context;
    const value = this.values[slider.factor] ?? current(this.risk, slider) ?? slider.min;
    const shown = `${cat.number(value, slider.step < 0.5 ? 1 : undefined)} ${slider.unit}`;
    const id = `${this.ids}-${slider.factor}`;
    return html`<div class="slider">
      <label for=${id}>${cat.code('factor', slider.factor)} <output for=${id}>${shown}</output></label>
      <input id=${id} type="range" min=${slider.min} max=${slider.max} step=${slider.step} .value=${String(value)} aria-valuetext=${shown}
        @input=${(event: Event) => this.moved(slider, Number((event.target as HTMLInputElement).value))} />
    </div>`;
  }

  private moved(slider: Slider, value: number): void {
    this.values = { ...this.values, [slider.factor]: value };
    this.phase = 'waiting';
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private reset(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.asked += 1;
    this.values = {};
    this.outcome = null;
    this.phase = 'idle';
  }

  private async ask(): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    try {
      const outcome = await this.context.api.risk(changed(profileOf(this.risk), this.values));
      if (mine !== this.asked) return;
      this.outcome = outcome;
      this.phase = 'idle';
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (mine === this.asked) this.phase = 'failed';
    }
  }

  private result(): string {
    const { cat } = this.context;
    if (this.phase === 'waiting') return cat.t('risk.whatif.wait');
    if (this.phase === 'failed') return cat.t('risk.whatif.failed');
    if (!this.outcome) return '';
    const [now, then] = [this.risk.multiplier, this.outcome.multiplier];
    if (now === null || then === null) return this.outcome.warnings.map((item) => item.text).join(' ');
    const word = cat.code('risk.category', this.outcome.category ?? '');
    const ratio = then / now;
    const factor = this.context.audience === 'clinician' ? times(ratio, cat) : roughTimes(ratio, cat);
    const nutrition = this.outcome.warnings.find((item) => item.code === 'low_values_may_mean_poor_nutrition')?.text ?? '';
    const said = Math.abs(ratio - 1) < 0.005 ? cat.t('risk.whatif.same', { word }) : cat.t('risk.whatif.result', { times: factor, word });
    return `${said} ${nutrition}`.trim();
  }
}

define('calci-what-if', CalciWhatIf);
