import type { Context } from '../context';

/** Copies text and says whether it worked. */
export async function copyText(words: string, context: Context): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    context.announce(context.cat.t('answer.copied'));
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
    context.announce(context.cat.t('answer.copyfailed'));
  }
}

/** Offers a file that was made here for saving. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
