// A button with data-print opens the browser's print dialog; nothing opens it by itself.
export function startPrintButtons(): void {
  document.addEventListener('click', (event) => {
    if ((event.target as Element | null)?.closest('[data-print]')) window.print();
  });
}
