// Papers that were saved by an earlier id are kept by their present one, where a page shows them.

import { paperIn } from './entry.js';
import { isSaved, paperOf, recordOf, saveChanges, toggleSaved } from './saved.js';

for (const element of document.querySelectorAll('[data-aliases]')) {
  const paper = element.matches('.entry') ? paperIn(element) : paperOf(location);
  for (const alias of element.getAttribute('data-aliases')?.split('\n') ?? []) {
    if (paper && isSaved(alias) && (isSaved(paper.id) || saveChanges(paper.id, recordOf(alias)))) {
      toggleSaved({ ...paper, id: alias });
    }
  }
}
