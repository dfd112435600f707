/** How figures of the estimate are written: one number of decimals for all, half up, never a false zero. */

import type { Catalogue } from '../i18n/catalogue';
import type { Risk } from '../protocol/types';

/** Half up, with the binary error of the product taken away first. */
function halfUp(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.floor(Number((value * factor).toPrecision(12)) + 0.5) / factor;
}

export function decimals(upper: number): number {
  return upper >= 1 ? 1 : 2;
}

export function figure(value: number, places: number, cat: Catalogue): string {
  const rounded = halfUp(value, places);
  return rounded === 0 ? `<${cat.number(10 ** -places, places)}` : cat.number(rounded, places);
}

export function times(value: number, cat: Catalogue): string {
  return cat.number(halfUp(value, 2), 2);
}

/** A factor for reading aloud: one significant place is as much as the method can carry. */
export function roughTimes(value: number, cat: Catalogue): string {
  return cat.number(value >= 2 ? halfUp(value, 0) : halfUp(value, 1));
}

export interface Shown {
  readonly low: string;
  readonly high: string;
  readonly median: string;
}

export function shownFigures(risk: Risk, cat: Catalogue): Shown | null {
  if (risk.estimate === null || risk.interval === null) return null;
  const places = decimals(risk.interval[1]);
  const capped = (code: string, words: string) => (risk.warnings.some((item) => item.code === code) ? cat.t('risk.ormore', { value: words }) : words);
  return {
    low: figure(risk.interval[0], places, cat),
    high: capped('rate_cap_reached', figure(risk.interval[1], places, cat)),
    median: figure(risk.estimate, places, cat),
  };
}

/** The same as whole people of 1,000: beside the picture of 1,000 dots no other denominator is used. */
export function shownPeople(risk: Risk, cat: Catalogue): Shown | null {
  if (risk.estimate === null || risk.interval === null) return null;
  const high = people(risk.interval[1], cat);
  const capped = risk.warnings.some((item) => item.code === 'rate_cap_reached');
  return { low: people(risk.interval[0], cat), high: capped ? cat.t('risk.ormore', { value: high }) : high, median: people(risk.estimate, cat) };
}

/** People of 1,000 in a year. Less than one person is written "fewer than 1" by the caller's `<1`. */
export function perThousand(percent: number): number {
  return Math.max(0, Math.min(1000, halfUp(percent * 10, 0)));
}

export function people(percent: number, cat: Catalogue): string {
  const count = perThousand(percent);
  return count === 0 && percent > 0 ? '<1' : cat.number(count);
}
