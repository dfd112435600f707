import { describe, expect, it } from 'vitest';
import { readTurn } from '../src/protocol/envelope';
import { safeLink, telephone } from '../src/protocol/links';
import { readSession, NEUTRAL_HELPLINES } from '../src/protocol/session';

const BASE = 'https://calci.example/';
const custom = (parts: object) => [{ text: 'Hi' }, { custom: { schema: 'calci.turn/1', ...parts } }];

describe('a turn', () => {
  it('keeps texts and buttons in order and takes the envelope from the last message', () => {
    const turn = readTurn([{ text: 'One' }, { text: 'Two', buttons: [{ title: 'Yes', payload: 'calci:yes' }, { payload: 'x' }] }, { custom: { schema: 'calci.turn/1', label: 'help' } }]);
    expect(turn.texts).toEqual(['One', 'Two']);
    expect(turn.buttons).toEqual([{ title: 'Yes', payload: 'calci:yes' }]);
    expect(turn.envelope?.label).toBe('help');
  });

  it('ignores an envelope of a schema that it does not know, and still shows the text', () => {
    const turn = readTurn([{ text: 'Hi' }, { custom: { schema: 'calci.turn/9', emergency: true } }]);
    expect(turn.envelope).toBeNull();
    expect(turn.texts).toEqual(['Hi']);
  });

  it.each([null, 5, 'x', {}, [null, 7, { text: 3.5 }], [{ buttons: 'no', custom: [] }]])('survives rubbish: %j', (rubbish) => {
    expect(() => readTurn(rubbish)).not.toThrow();
  });

  it('reads an answer whose statements are plain strings or objects', () => {
    const answer = readTurn(custom({ answer: { gist: 'Short.', body: [{ text: 'Long.', cites: [1, 'x', 0, 2] }], more: 'More.' } })).envelope?.answer;
    expect(answer?.gist?.text).toBe('Short.');
    expect(answer?.body[0]?.cites).toEqual([1, 2]);
    expect(answer?.more.map((item) => item.text)).toEqual(['More.']);
  });

  it('shows the comparator with the value and does not place such a value on a scale', () => {
    const row = readTurn(custom({ lab_table: [{ analyte: 'pth', value: 5, comparator: '<', unit: 'pg/mL', low: 15, high: 65 }] })).envelope?.labTable[0];
    expect(row).toMatchObject({ shown: '<5 pg/mL', value: '<5', unit: 'pg/mL' });
    expect(row?.number).toBeNull();
  });

  it('shows a value as it was typed and names the range in the unit beside it', () => {
    const row = readTurn(custom({ lab_table: [{ analyte: 'calcium', value: 10.02, unit: 'mg/dL', typed: '2.5 mmol/L', low: 8.82, high: 10.42, range: { low: 2.2, high: 2.6, unit: 'mmol/L' }, status: 'ok', position: 'within' }] })).envelope?.labTable[0];
    expect(row).toMatchObject({ shown: '2.5 mmol/L', value: '2.5', unit: 'mmol/L', number: 10.02, range: { low: 2.2, high: 2.6, unit: 'mmol/L' }, status: 'within' });
    const strange = readTurn(custom({ lab_table: [{ analyte: 'calcium', value: null, typed: '106 mg/dL', status: 'implausible', position: null }] })).envelope?.labTable[0];
    expect(strange).toMatchObject({ shown: '106 mg/dL', number: null, status: 'implausible' });
  });

  it('makes sections of a summary made of facts', () => {
    const summary = readTurn(custom({ summary: { title: 'T', labs: [{ analyte: 'calcium', label: 'calcium', typed: '2.5 mmol/L', taken: '2026-11-02' }], history: [{ label: 'age', value: 46 }], discussed: [{ title: 'Pain' }], estimate: { words: 'Around.', disclaimer: 'Not tested.' }, questions: [] } })).envelope?.summary;
    expect(summary?.sections).toEqual([
      { title: 'labs', items: ['calcium: 2.5 mmol/L (2026-11-02)'] }, { title: 'history', items: ['age: 46'] },
      { title: 'discussed', items: ['Pain'] }, { title: 'estimate', items: ['Around.', 'Not tested.'] },
    ]);
  });

  it('reads look-alikes whose reasons carry their direction', () => {
    const found = readTurn(custom({ differential: [{ id: 'x', label: 'X', urgency: 'emergency', reasons: [{ finding: 'fever', effect: 'for' }, { finding: 'slow', effect: 'against' }] }] })).envelope?.differential;
    expect(found?.ranked).toEqual([{ label: 'X', redFlag: true, supports: ['fever'], against: ['slow'] }]);
  });

  it('keeps the progress of a form inside its bounds', () => {
    expect(readTurn(custom({ form: { done: 12, total: 9, items: [] } })).envelope?.form?.done).toBe(9);
    expect(readTurn(custom({ form: { done: 1, total: 0 } })).envelope?.form).toBeNull();
  });

  it('drops a contribution that cannot be drawn on a logarithmic scale', () => {
    const risk = readTurn(custom({ risk: { contributions: [{ factor: 'a', relative_effect: 0 }, { factor: 'b', relative_effect: 2 }] } })).envelope?.risk;
    expect(risk?.contributions.map((item) => item.factor)).toEqual(['b']);
  });
});

describe('links', () => {
  it('allows https, tel and the own server, and nothing else', () => {
    expect(safeLink('https://doi.org/10.1/x', BASE)).toBe('https://doi.org/10.1/x');
    expect(safeLink('tel:112', BASE)).toBe('tel:112');
    expect(safeLink('/encyclopedia/pain', BASE)).toBe('https://calci.example/encyclopedia/pain');
    for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'http://other.example/', 'file:///etc/passwd', 'vbscript:x', 'https://[']) {
      expect(safeLink(bad, BASE)).toBeNull();
    }
  });

  it('makes telephone links only of telephone numbers', () => {
    expect(telephone('116 123')).toBe('tel:116123');
    expect(telephone('+49 (30) 123')).toBe('tel:+4930123');
    expect(telephone('call me')).toBeNull();
  });
});

describe('a session', () => {
  it('has neutral emergency numbers when the server sends none', () => {
    expect(readSession({ session: 't' }, true).helplines).toEqual(NEUTRAL_HELPLINES);
  });

  it('understands helplines in different shapes', () => {
    const old = readSession({ helplines: [{ locale: 'IE', emergency: '112 or 999', crisis: { name: 'x', number: '116123' } }] }, true).helplines;
    expect(old.phones.map((phone) => [phone.number, phone.kind])).toEqual([['112', 'emergency'], ['999', 'emergency'], ['116 123', 'crisis']]);
    const rows = [{ phones: [{ label: 'Emergency', number: '999', kind: 'emergency' }, { label: 'NHS', number: '111', kind: 'urgent' }], links: [{ label: 'More', url: 'https://a.example' }] }];
    expect(readSession({ helplines: rows }, true).helplines).toEqual({
      phones: [{ label: 'Emergency', number: '999', kind: 'emergency' }, { label: 'NHS', number: '111', kind: 'other' }], links: [{ label: 'More', url: 'https://a.example' }],
    });
  });

  it('never ends without an emergency number', () => {
    const { phones } = readSession({ helplines: [{ crisis: '988' }, 'rubbish'] }, true).helplines;
    expect(phones.filter((phone) => phone.kind === 'emergency').map((phone) => phone.number)).toEqual(['112', '911', '999']);
  });
});

describe('an answer', () => {
  it('keeps the certainty of each statement, when to call, and what is not known apart from the rest', () => {
    const open = { text: 'Nobody knows why.', cites: [2], evidence: 'expert-opinion' };
    const given = { gist: { text: 'It is rare.', cites: [1], evidence: 'low' }, call_team: [{ text: 'Call.' }], more: [{ text: 'More.' }, open], unknown: [open] };
    const answer = readTurn([{ custom: { schema: 'calci.turn/1', answer: given } }]).envelope?.answer;
    expect(answer?.gist?.evidence).toBe('low');
    expect(answer?.callTeam).toEqual([{ text: 'Call.', cites: [], evidence: null }]);
    expect(answer?.more.map((item) => item.text)).toEqual(['More.']);
    expect(answer?.unknown.map((item) => item.evidence)).toEqual(['expert-opinion']);
  });
});
