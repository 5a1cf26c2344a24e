// Mounts the Watch button of a topic's, an author's or a search's page.

import { mountWatch } from './watch_button.js';

for (const button of document.querySelectorAll('button.watch')) if (button instanceof HTMLElement) mountWatch(button);
