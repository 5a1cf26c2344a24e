// Papers that were saved by an earlier id are kept by their present one, where a page or a list of the site shows them.

import { paperIn } from './entry.js';
import { joinFacts } from './exchange.js';
import { isSaved, paperOf, recordOf, saveChanges, toggleSaved } from './saved.js';

for (const element of document.querySelectorAll('[data-aliases]')) {
  const paper = element.matches('.entry') ? paperIn(element) : paperOf(location);
  for (const alias of element.getAttribute('data-aliases')?.split('\n') ?? []) {
    if (!paper || !isSaved(alias)) continue;
    const facts = isSaved(paper.id) ? joinFacts(recordOf(paper.id), recordOf(alias)) : recordOf(alias);
    if (saveChanges(paper.id, { ...facts, id: paper.id })) toggleSaved({ ...paper, id: alias });
  }
}
