import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/i18n/catalogue';
import { position, rangeWords } from '../src/cards/labs';
import { asMessage, readPreview, typeOf } from '../src/parts/upload';
import type { LabRow } from '../src/protocol/types';

const row = (parts: Partial<LabRow>): LabRow => ({ analyte: 'calcium', label: 'Calcium', shown: '10.6 mg/dL', value: '10.6', unit: 'mg/dL', number: 10.6, low: 8.5, high: 10.2, range: { low: 8.5, high: 10.2, unit: 'mg/dL' }, status: 'high', taken: null, ...parts });

describe('a lab file', () => {
  it('is known by its ending, or by its type when it has none', () => {
    expect(typeOf('Labs.JSON', '')).toBe('application/fhir+json');
    expect(typeOf('labs.csv', 'application/vnd.ms-excel')).toBe('text/csv');
    expect(typeOf('labs', 'text/plain')).toBe('text/plain');
    expect(typeOf('photo.jpg', 'image/jpeg')).toBeNull();
    expect(typeOf('report.pdf', 'text/plain')).toBeNull();
  });

  it('is read from a list or from an object, and names what was not recognised', () => {
    const lab = { analyte: 'calcium', value: 10.6, unit: 'mg/dL', status: 'ok' };
    expect(readPreview([lab]).rows).toHaveLength(1);
    expect(readPreview({ labs: [lab], not_recognised: [{ code: '1-1', display: 'X' }, 'Y'] })).toMatchObject({ rows: [{ value: '10.6' }], unknown: ['X', 'Y'] });
    expect(readPreview({ labs: [lab], errors: [{ field: 'entry[1]', message: 'The unit is missing.' }] }).faults).toEqual(['The unit is missing.']);
    expect(readPreview('nonsense')).toEqual({ rows: [], unknown: [], faults: [], alarms: [], notes: [] });
  });

  it('says what is dangerous in it in both voices, once, and keeps the other notes', () => {
    const critical = { urgency: 'emergency', text: 'Potassium 7.1: act now.', patient: 'Potassium 7.1 can be dangerous. Call now.' };
    const lab = { analyte: 'potassium', value: 7.1, unit: 'mmol/L', status: 'ok', critical };
    const read = readPreview({ labs: [lab], notes: ['Potassium 7.1: act now.', 'The results are old.'] });
    expect(read.alarms).toEqual([{ emergency: true, clinician: critical.text, patient: critical.patient }]);
    expect(read.notes).toEqual(['The results are old.']);
    const corrected = { ...lab, critical: { urgency: 'same_day', text: 'Calcium 15' } };
    expect(readPreview({ labs: [], corrected_calcium: corrected }).alarms).toEqual([{ emergency: false, clinician: 'Calcium 15', patient: 'Calcium 15' }]);
  });

  it('becomes a message that a person could have written', () => {
    expect(asMessage([row({}), row({ label: 'PTH', shown: '<5 pg/mL' })])).toBe('Calcium 10.6 mg/dL; PTH <5 pg/mL');
  });
});

describe('the range bar', () => {
  it('puts the usual range in the middle third', () => {
    expect(position(row({ number: 8.5 }))).toBeCloseTo(33.3);
    expect(position(row({ number: 10.2 }))).toBeCloseTo(66.7);
  });

  it('keeps far values on the bar, and draws none without both limits', () => {
    expect(position(row({ number: 900 }))).toBe(98);
    expect(position(row({ number: -9 }))).toBe(2);
    expect(position(row({ low: null }))).toBeNull();
    expect(position(row({ number: null }))).toBeNull();
  });

  it('says the range in words', () => {
    const cat = catalogue('en');
    expect(rangeWords(row({}), cat)).toBe('8.5 to 10.2 mg/dL');
    expect(rangeWords(row({ range: { low: null, high: 10.2, unit: 'mg/dL' } }), cat)).toBe('up to 10.2 mg/dL');
    expect(rangeWords(row({ range: { low: null, high: null, unit: null } }), cat)).toBe('no usual range known');
    expect(rangeWords(row({ range: { low: null, high: null, unit: null }, status: 'ambiguous' }), cat)).toBe('');
  });
});
