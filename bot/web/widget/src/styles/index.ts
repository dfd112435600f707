/** One constructable style sheet a part: no inline style anywhere, so a strict `style-src 'self'` holds. */

import { cards } from './cards';
import { dialogs } from './dialogs';
import { frame } from './frame';
import { text } from './text';
import { tokens } from './tokens';

export const styles = [tokens, frame, text, cards, dialogs];
