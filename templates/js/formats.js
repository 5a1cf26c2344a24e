// The buttons of a paper's page that only scripts can use. They are made while the page is read, so that no page carries
// them and nothing moves; `paper.js` does what they say.
{
  /** @param {'copy' | 'download'} action @param {Record<string, string>} formats with their labels */
  const define = (action, formats) =>
    customElements.define(`${action}-as`, class extends HTMLElement {
      connectedCallback() {
        const labels = { ...formats, ...this.dataset };
        for (const [format, label] of Object.entries(labels)) {
          const button = document.createElement('button');
          button.type = 'button';
          button.dataset[action] = format;
          button.textContent = label ?? '';
          this.append(button, ' ');
        }
      }
    });
  define('copy', {
    bib: 'BibTeX',
    ris: 'RIS',
    csl: 'CSL-JSON',
    apa: 'APA',
    mla: 'MLA',
    chicago: 'Chicago',
    md: 'Markdown',
  });
  define('download', { bib: '.bib', ris: '.ris' });
}
