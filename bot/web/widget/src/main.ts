/** Registers `<calci-chat>`. Loading the file twice does no harm. */

import { CalciChat } from './element';
import { define } from './parts/part';

define('calci-chat', CalciChat);
