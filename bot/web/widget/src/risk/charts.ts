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
    <ul class="legend">
      <li class="likely">${cat.t('risk.icons.mid', { count: words.count })}</li>
      <li class="maybe">${cat.t('risk.icons.upper', { count: words.high })}</li>
      <li class="rest">${cat.t('risk.icons.rest')}</li>
    </ul>
  </figure>`;
}

const NARROWEST = Math.log(2);
const WIDEST = Math.log(16);

/** The logarithm that the half width stands for: the farthest end of all, within bounds. */
export function span(items: readonly Contribution[]): number {
  const ends = items.flatMap((item) => [item.effect, ...(item.interval ?? [])]).filter((end) => end > 0);
  return Math.min(WIDEST, Math.max(NARROWEST, ...ends.map((end) => Math.abs(Math.log(end)))));
}

/** Where an effect stands on the logarithmic scale, in per cent of the width; 1 is the middle. */
function place(effect: number, half: number): number {
  const share = Math.log(effect) / half;
  return 50 + Math.max(-1, Math.min(1, share)) * 48;
}

function bar(item: Contribution, half: number): SVGTemplateResult {
  const x = (effect: number) => place(effect, half);
  const [from, to] = [Math.min(x(1), x(item.effect)), Math.max(x(1), x(item.effect))];
  return svg`<line class="axis" x1="50%" x2="50%" y1="0" y2="18"/>
    <rect class=${item.effect >= 1 ? 'raises' : 'lowers'} x="${from}%" y="3" width="${Math.max(0.6, to - from)}%" height="12" rx="2"/>
    ${item.interval ? svg`<line class="whisker" x1="${x(item.interval[0])}%" x2="${x(item.interval[1])}%" y1="9" y2="9"/>` : ''}`;
}

export function byWeight(items: readonly Contribution[]): Contribution[] {
  return [...items].sort((a, b) => Math.abs(Math.log(b.effect)) - Math.abs(Math.log(a.effect)));
}

/** A list with a bar under each name, strongest first: the words keep the size of the text on any screen. */
export function contributionChart(items: readonly Contribution[], name: (item: Contribution) => string, cat: Catalogue): TemplateResult {
  const half = span(items);
  return html`<p class="chart-ends" aria-hidden="true"><span>← ${cat.t('risk.chart.lowers')}</span><span>${cat.t('risk.chart.raises')} →</span></p>
    <ul class="chart">${byWeight(items).map((item) => html`<li>
      <span class="effect"><span>${name(item)}</span> <strong>× ${cat.number(item.effect, 2)}</strong></span>
      <svg aria-hidden="true" focusable="false">${bar(item, half)}</svg></li>`)}</ul>`;
}
