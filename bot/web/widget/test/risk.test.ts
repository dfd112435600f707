import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/i18n/catalogue';
import { readRisk } from '../src/protocol/risk';
import type { Risk } from '../src/protocol/types';
import { byWeight, span } from '../src/risk/charts';
import { people, perThousand, roughTimes, shownFigures, shownPeople, times } from '../src/risk/display';
import { changed, current, profileOf, SLIDERS } from '../src/risk/whatif';

const cat = catalogue('en');
const risk = (parts: object): Risk => readRisk(parts) as Risk;
const figures = (estimate: number, low: number, high: number, ...codes: string[]) =>
  shownFigures(risk({ estimate, interval: [low, high], warnings: codes.map((code) => ({ code, text: '' })) }), cat);

describe('figures', () => {
  it.each([
    ['A', 0.8633, 0.152, 4.4003, ['rate_cap_reached'], '0.9', '0.2', '4.4 or more'],
    ['B', 0.9633, 0.2168, 4.0917, [], '1.0', '0.2', '4.1'],
    ['C', 0.0607, 0.0146, 0.2435, [], '0.06', '0.01', '0.24'],
    ['E', 0.26, 0.0499, 1.4915, [], '0.3', '<0.1', '1.5'],
    ['F', 0.2049, 0.0493, 0.8243, [], '0.20', '0.05', '0.82'],
  ])('example %s is written as the method says', (_, median, low, high, codes, m, l, h) => {
    expect(figures(median, low, high, ...codes)).toEqual({ median: m, low: l, high: h });
  });

  it('writes the same for a patient as whole people of 1,000, never a false zero', () => {
    const cased = risk({ estimate: 0.8633, interval: [0.02, 4.4003], warnings: [{ code: 'rate_cap_reached', text: '' }] });
    expect(shownPeople(cased, cat)).toEqual({ median: '9', low: '<1', high: '44 or more' });
    expect(shownPeople(risk({ estimate: null, interval: null }), cat)).toBeNull();
  });

  it('gives the chart the width that its widest effect needs, within bounds', () => {
    const of = (effect: number, interval: readonly [number, number] | null = null) => ({ factor: 'a', label: null, value: null, effect, interval, source: null });
    expect(span([of(1.1)])).toBeCloseTo(Math.log(2));
    expect(span([of(1.5, [0.25, 3])])).toBeCloseTo(Math.log(4));
    expect(span([of(1, [0, 500])])).toBeCloseTo(Math.log(16));
    expect(span([])).toBeCloseTo(Math.log(2));
  });

  it('gives no figures when the server refused', () => {
    expect(shownFigures(risk({ estimate: null, interval: null }), cat)).toBeNull();
  });

  it('rounds half up, also where binary numbers fall short', () => {
    expect(times(1.005, cat)).toBe('1.01');
    expect(perThousand(0.25)).toBe(3);
  });

  it('never shows zero people for a risk that is not zero', () => {
    expect(people(0.0081, cat)).toBe('<1');
    expect(people(4.4003, cat)).toBe('44');
  });

  it('speaks of rough multiples to patients', () => {
    expect(roughTimes(4.6486, cat)).toBe('5');
    expect(roughTimes(1.3172, cat)).toBe('1.3');
  });
});

describe('what if', () => {
  const known = risk({
    contributions: [
      { factor: 'dialysis', value: 'peritoneal', relative_effect: 1.6 }, { factor: 'age', value: '22-45', relative_effect: 1.4 },
      { factor: 'warfarin', value: false, relative_effect: 0.9 }, { factor: 'bmi', value: null, relative_effect: 1 }, { factor: 'calcium', value: 10.6, relative_effect: 1.4 },
    ],
  });

  it('rebuilds the profile from what was scored', () => {
    expect(profileOf(known)).toEqual({ dialysis: 'peritoneal', age: 22, warfarin: false, calcium: 10.6, lesions: 'none' });
  });

  it('does not claim "no skin changes" when nobody asked', () => {
    expect(profileOf(risk({ warnings: [{ code: 'lesions_unknown', text: '' }] }))).toEqual({});
  });

  it('prefers the inputs that the server states', () => {
    expect(profileOf(risk({ inputs: { age: 26, calcium: '2.6 mmol/L' } }))).toEqual({ age: 26, calcium: '2.6 mmol/L' });
  });

  it('offers a slider only where a value is known, and none for medicines', () => {
    expect(SLIDERS.filter((slider) => current(known, slider) !== null).map((slider) => slider.factor)).toEqual(['calcium']);
    expect(SLIDERS.map((slider) => slider.factor)).not.toContain('warfarin');
  });

  it('drops the albumin when the corrected calcium is moved', () => {
    expect(changed({ calcium: '10 mg/dL', albumin: 3, age: 50 }, { calcium: 9 })).toEqual({ calcium: 9, age: 50 });
  });

  it('sorts factors by how much they move the estimate, in either direction', () => {
    const items = risk({ contributions: [{ factor: 'a', relative_effect: 1.2 }, { factor: 'b', relative_effect: 0.4 }, { factor: 'c', relative_effect: 2 }] }).contributions;
    expect(byWeight(items).map((item) => item.factor)).toEqual(['b', 'c', 'a']);
  });
});
