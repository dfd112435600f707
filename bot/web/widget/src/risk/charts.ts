/** Pictures of the estimate as accessible SVG. Each has a title and a description, and a text or table beside it. */

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Catalogue } from '../i18n/catalogue';
import { freshId } from '../parts/part';
import type { Contribution, Risk } from '../protocol/types';
import { people, perThousand } from './display';

const COLUMNS = 40;
const STEP = 10;

function dots(from: number, to: number): string {
  let path = '';
  for (let i = from; i < to; i += 1) {
    const x = (i % COLUMNS) * STEP + 5;
    const y = Math.floor(i / COLUMNS) * STEP + 5;
    path += `M${x - 3.5} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0`;
  }
  return path;
}

/** One dot a person: filled = middle estimate, ringed = up to the upper limit, pale = the others. */
export function iconArray(risk: Risk, cat: Catalogue): TemplateResult | null {
  if (risk.estimate === null || risk.interval === null) return null;
  const [mid, upper] = [perThousand(risk.estimate), perThousand(risk.interval[1])];
  const words = { count: people(risk.estimate, cat), low: people(risk.interval[0], cat), high: people(risk.interval[1], cat) };
  const id = freshId('icons');
  return html`<figure class="picture">
    <figcaption>${cat.t('risk.icons.title')}</figcaption>
    <svg class="people" viewBox="0 0 400 250" role="img" aria-labelledby=${id}>
      <title id=${id}>${cat.t('risk.icons.text', words)}</title>
      <path class="rest" d=${dots(Math.max(mid, upper), 1000)}/><path class="maybe" d=${dots(mid, upper)}/><path class="likely" d=${dots(0, mid)}/>
    </svg>
    <p>${cat.t('risk.icons.text', words)}</p>
    <ul class="legend">
      <li class="likely">${cat.t('risk.icons.mid', { count: words.count })}</li>
      <li class="maybe">${cat.t('risk.icons.upper', { count: words.high })}</li>
      <li class="rest">${cat.t('risk.icons.rest')}</li>
    </ul>
  </figure>`;
}

const WIDTH = 320;
const ROW = 44;
const SPAN = Math.log(16);

function x(effect: number): number {
  const share = Math.log(effect) / SPAN;
  return WIDTH / 2 + Math.max(-1, Math.min(1, share)) * (WIDTH / 2 - 6);
}

function bar(item: Contribution, index: number, name: string): SVGTemplateResult {
  const y = index * ROW;
  const [from, to] = [Math.min(x(1), x(item.effect)), Math.max(x(1), x(item.effect))];
  return svg`<text class="bar-name" x="4" y=${y + 15}>${name}</text>
    <rect class=${item.effect >= 1 ? 'raises' : 'lowers'} x=${from} y=${y + 22} width=${Math.max(1.5, to - from)} height="12" rx="2"/>
    ${item.interval ? svg`<line class="whisker" x1=${x(item.interval[0])} x2=${x(item.interval[1])} y1=${y + 28} y2=${y + 28}/>` : ''}`;
}

export function byWeight(items: readonly Contribution[]): Contribution[] {
  return [...items].sort((a, b) => Math.abs(Math.log(b.effect)) - Math.abs(Math.log(a.effect)));
}

/** Horizontal bars on a logarithmic scale, strongest first; names stand above the bars so that they fit a narrow phone. */
export function contributionChart(items: readonly Contribution[], name: (item: Contribution) => string, cat: Catalogue): TemplateResult {
  const sorted = byWeight(items);
  const id = freshId('chart');
  const height = sorted.length * ROW + 4;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id} ${id}-d">
    <title id=${id}>${cat.t('risk.chart.title')}</title>
    <desc id="${id}-d">${sorted.map((item) => `${name(item)} × ${cat.number(item.effect, 2)}`).join('; ')}</desc>
    <line class="axis" x1=${WIDTH / 2} x2=${WIDTH / 2} y1="0" y2=${height}/>
    ${sorted.map((item, index) => bar(item, index, `${name(item)}  × ${cat.number(item.effect, 2)}`))}
  </svg>`;
}
