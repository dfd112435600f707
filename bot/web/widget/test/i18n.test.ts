import { describe, expect, it } from 'vitest';
import { catalogue, loadCatalogue, type Key } from '../src/i18n/catalogue';
import { pseudoText } from '../src/i18n/pseudo';
import english from '../src/strings/en.json';

describe('the catalogue', () => {
  it('has no empty message, and every plural has both forms', () => {
    for (const [key, words] of Object.entries(english)) {
      expect(words.trim(), key).not.toBe('');
      if (key.endsWith('.one') && !key.startsWith('delivery')) expect(english, key).toHaveProperty([key.replace(/one$/, 'other')]);
    }
  });

  it('fills placeholders and leaves unknown ones visible', () => {
    expect(catalogue('en').t('form.progress', { done: 4, total: 9 })).toBe('4 of 9');
    expect(catalogue('en').t('form.progress', { done: 4 })).toBe('4 of {total}');
  });

  it('chooses the plural', () => {
    expect(catalogue('en').n('sources', 1)).toBe('1 source');
    expect(catalogue('en').n('sources', 3)).toBe('3 sources');
  });

  it('falls back to English for a message that a language lacks, and to the code for an unknown code', () => {
    const own = catalogue('de', { 'menu.title': 'Menü' });
    expect(own.t('menu.title')).toBe('Menü');
    expect(own.t('menu.close')).toBe('Close');
    expect(own.code('status', 'never_seen')).toBe('never seen');
  });

  it('marks every message in the pseudo-locale and keeps its placeholders', () => {
    const pseudo = catalogue('qps-ploc');
    for (const key of Object.keys(english) as Key[]) expect(pseudo.t(key), key).toMatch(/^⟦.*⟧$/s);
    expect(pseudoText('Call {number}')).toContain('{number}');
  });

  it('knows which languages run from right to left', () => {
    expect(catalogue('qps-plocm').dir).toBe('rtl');
    expect(catalogue('ar-EG').dir).toBe('rtl');
    expect(catalogue('en-GB').dir).toBe('ltr');
  });

  it('never asks the server for a locale that is not one', async () => {
    expect((await loadCatalogue('../../etc', 'https://calci.example/')).locale).toBe('en');
  });
});
