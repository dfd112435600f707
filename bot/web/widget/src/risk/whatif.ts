/** "What if": which inputs can be moved, and the profile that `/api/risk` is asked about. */

import type { Contribution, Risk } from '../protocol/types';

export interface Slider {
  readonly factor: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The range in which the method has support (evidence: risk-method.md §2, clips); medicines are left out on purpose. */
export const SLIDERS: readonly Slider[] = [
  { factor: 'calcium', unit: 'mg/dL', min: 7.5, max: 11, step: 0.1 },
  { factor: 'phosphate', unit: 'mg/dL', min: 2.5, max: 9, step: 0.1 },
  { factor: 'bmi', unit: 'kg/m²', min: 18, max: 45, step: 0.5 },
];

export type Profile = Readonly<Record<string, unknown>>;

const FLAGS: Readonly<Record<string, boolean>> = { yes: true, no: false, true: true, false: false };

function plain(item: Contribution): unknown {
  const value = item.value ?? '';
  if (item.factor === 'age') return Number(/\d+/.exec(value)?.[0]);
  if (value in FLAGS) return FLAGS[value];
  return Number.isFinite(Number(value)) ? Number(value) : value;
}

/**
 * What the estimate was made of. The server's own `inputs` are best; else the contributions give the values that were scored
 * (a band of ages is represented by its youngest year, which the method scores alike).
 */
export function profileOf(risk: Risk): Profile {
  if (risk.inputs) return risk.inputs;
  const known = risk.contributions.filter((item) => item.value !== null && item.value !== 'unknown');
  const profile: Record<string, unknown> = Object.fromEntries(known.map((item) => [item.factor, plain(item)]));
  if (!risk.warnings.some((warning) => warning.code === 'lesions_unknown')) profile.lesions = 'none';
  return profile;
}

/** The value of a slider's factor as it stands now, or `null` when it is not known. */
export function current(risk: Risk, slider: Slider): number | null {
  const scored = risk.contributions.find((item) => item.factor === slider.factor)?.value;
  const value = scored === null || scored === undefined ? Number.NaN : Number.parseFloat(scored);
  return Number.isFinite(value) ? Math.min(slider.max, Math.max(slider.min, value)) : null;
}

/** The changed profile. A moved calcium stands for the corrected value, so the albumin that corrected it goes. */
export function changed(profile: Profile, values: Readonly<Record<string, number>>): Profile {
  const next: Record<string, unknown> = { ...profile, ...values };
  if ('calcium' in values) {
    delete next.albumin;
    delete next.corrected_calcium;
  }
  return next;
}
