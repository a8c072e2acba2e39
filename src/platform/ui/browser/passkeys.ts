// Forms with data-passkey: the device signs, the form carries it to the server.
export function startPasskeys(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.dataset['passkey']) return;
    event.preventDefault();
    void answer(form);
  });
  for (const name of ['turbo:load', 'turbo:render']) document.addEventListener(name, reveal);
  reveal();
}

function reveal(): void {
  if (typeof PublicKeyCredential !== 'function') return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
    form.hidden = false;
}

async function answer(form: HTMLFormElement): Promise<void> {
  const status = form.querySelector('[role="status"]');
  const field = form.elements.namedItem('response');
  if (!(field instanceof HTMLInputElement)) return;
  try {
    const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser');
    const optionsJSON = JSON.parse(form.dataset['options'] ?? '{}');
    const made =
      form.dataset['passkey'] === 'make'
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON });
    field.value = JSON.stringify(made);
    form.submit();
  } catch {
    // Cancelled, no passkey for this place, or no answer: the person chooses what to do next.
    if (status) status.textContent = form.dataset['failed'] ?? '';
  }
}
